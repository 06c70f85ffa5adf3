/** The components of Vald's documented table, in its order. */
export const documentedComponents = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"] as const;

/** The workloads of Vald's Helm chart that the documented table leaves out; each is there only where it is turned on. */
export const optionalComponents = [
  "mirrorGateway",
  "agentReadreplica",
  "indexCreation",
  "indexSave",
  "indexCorrection",
  "indexDeletion",
  "readreplicaRotator",
] as const;

/** Vald's workloads, the documented ones first; every list in this package follows this order. */
export const componentNames = [...documentedComponents, ...optionalComponents] as const;

/** A Vald workload. */
export type Component = (typeof componentNames)[number];

/** Whether a component is there as long as nothing is said of it. */
export function isDocumented(component: Component): boolean {
  return (documentedComponents as readonly Component[]).includes(component);
}
