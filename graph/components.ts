/** The components of Vald's documented table, in its order. */
export const documentedComponents = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"] as const;

/** Workloads of Vald's Helm chart that the documented table leaves out. Each is off unless the user turns it on. */
export const optionalComponents = [
  "mirrorGateway",
  "agentReadreplica",
  "indexCreation",
  "indexSave",
  "indexCorrection",
  "indexDeletion",
  "readreplicaRotator",
] as const;

/** All components, the documented ones first. Every list in this package follows this order. */
export const componentNames = [...documentedComponents, ...optionalComponents] as const;

/** A Vald workload. */
export type Component = (typeof componentNames)[number];

/** Whether the documented table has a component; these are deployed unless the user turns them off. */
export function isDocumented(component: Component): boolean {
  return (documentedComponents as readonly Component[]).includes(component);
}
