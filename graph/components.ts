/** The components in Vald's documented table, in the table's order. */
export const documentedComponents = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"] as const;

/** Workloads in Vald's Helm chart that the documented table does not list. They are off unless the user turns them on. */
export const optionalComponents = [
  "mirrorGateway",
  "agentReadreplica",
  "indexCreation",
  "indexSave",
  "indexCorrection",
  "indexDeletion",
  "readreplicaRotator",
] as const;

/** All components, starting with the documented ones. Every list in this package follows this order. */
export const componentNames = [...documentedComponents, ...optionalComponents] as const;

/** A Vald workload. */
export type Component = (typeof componentNames)[number];

/** Whether the documented table lists a component. Documented components are deployed unless the user turns them off. */
export function isDocumented(component: Component): boolean {
  return (documentedComponents as readonly Component[]).includes(component);
}
