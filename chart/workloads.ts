import type { Component } from "../graph/components";

/** Where Vald's chart has a component in its values, and what it says there as long as nobody says anything. */
export interface Workload {
  /** The settings of the workload. */
  readonly at: readonly string[];
  /** Where its name is, seen from there. Default: `name`. */
  readonly name?: string;
  /** Whether the chart deploys it by default. */
  readonly isOn: boolean;
  /** Where the settings of its servers are, if not among its own. */
  readonly servers?: readonly string[];
}

const index = ["manager", "index"];

/**
 * The workloads of `charts/vald/values.yaml` and `charts/vald-readreplica` in github.com/vdaas/vald, version 1.7.17. Their
 * names there are those of the graph. A read replica is an agent's image with an agent's settings. The index operator, the
 * one workload that is not here, is no component.
 */
export const workloads: { readonly [C in Component]: Workload } = {
  agent: { at: ["agent"], isOn: true },
  discoverer: { at: ["discoverer"], isOn: true },
  filterGateway: { at: ["gateway", "filter"], isOn: false },
  lbGateway: { at: ["gateway", "lb"], isOn: true },
  indexManager: { at: index, isOn: true },
  mirrorGateway: { at: ["gateway", "mirror"], isOn: false },
  agentReadreplica: { at: ["agent", "readreplica"], name: "component_name", isOn: false, servers: ["agent"] },
  indexCreation: { at: [...index, "creator"], isOn: false },
  indexSave: { at: [...index, "saver"], isOn: false },
  indexCorrection: { at: [...index, "corrector"], isOn: false },
  indexDeletion: { at: [...index, "deleter"], isOn: false },
  readreplicaRotator: { at: [...index, "readreplica", "rotator"], isOn: false },
};
