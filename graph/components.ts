/** Vald's workloads, in the order of the documented table; every list in this package follows it. */
export const componentNames = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"] as const;

/** A Vald workload. */
export type Component = (typeof componentNames)[number];
