import type { Component } from "../graph/components";

/** The location of a component's settings in the chart's values, and the chart's default. */
export interface Workload {
  /** Path of the workload's settings. */
  readonly at: readonly string[];
  /** Key of the workload's name in these settings. Default: `name`. */
  readonly name?: string;
  /** Whether the chart deploys the workload by default. */
  readonly enabledByDefault: boolean;
  /** Path of the settings with the workload's `server_config`. Default: the workload's own settings. */
  readonly servers?: readonly string[];
}

const index = ["manager", "index"];

/**
 * The workloads in `charts/vald/values.yaml` and `charts/vald-readreplica` of github.com/vdaas/vald, version 1.7.17. The graph
 * contains their default names. A read replica uses the agent's image and settings. The index operator is the only workload
 * that is not a component.
 */
export const workloads: { readonly [C in Component]: Workload } = {
  agent: { at: ["agent"], enabledByDefault: true },
  discoverer: { at: ["discoverer"], enabledByDefault: true },
  filterGateway: { at: ["gateway", "filter"], enabledByDefault: false },
  lbGateway: { at: ["gateway", "lb"], enabledByDefault: true },
  indexManager: { at: index, enabledByDefault: true },
  mirrorGateway: { at: ["gateway", "mirror"], enabledByDefault: false },
  agentReadreplica: {
    at: ["agent", "readreplica"],
    name: "component_name",
    enabledByDefault: false,
    servers: ["agent"],
  },
  indexCreation: { at: [...index, "creator"], enabledByDefault: false },
  indexSave: { at: [...index, "saver"], enabledByDefault: false },
  indexCorrection: { at: [...index, "corrector"], enabledByDefault: false },
  indexDeletion: { at: [...index, "deleter"], enabledByDefault: false },
  readreplicaRotator: { at: [...index, "readreplica", "rotator"], enabledByDefault: false },
};
