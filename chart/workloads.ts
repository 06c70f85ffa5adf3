import type { Component } from "../graph/components";

/** Where the values of Vald's chart configure a component, and the chart's default for it. */
export interface Workload {
  /** Path of the workload's settings. */
  readonly at: readonly string[];
  /** Key of its name in these settings. Default: `name`. */
  readonly name?: string;
  /** Whether the chart deploys it by default. */
  readonly enabledByDefault: boolean;
  /** Path of the settings of its servers, if not among its own. */
  readonly servers?: readonly string[];
}

const index = ["manager", "index"];

/**
 * The workloads of `charts/vald/values.yaml` and `charts/vald-readreplica` in github.com/vdaas/vald, version 1.7.17. Their default
 * names are those of the graph. A read replica has the image and the settings of an agent. The index operator is the only workload
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
