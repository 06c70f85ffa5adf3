import fc from "fast-check";
import { partialRecord } from "./partialRecord";
import { customRules } from "./rules";

const enabled = fc.boolean();
const port = fc.integer({ min: 1, max: 65535 });
const server = partialRecord({ enabled, port, host: fc.constant("0.0.0.0") });

const settings = {
  server_config: partialRecord({
    servers: partialRecord({ grpc: server, rest: server }),
    healths: partialRecord({ readiness: server }),
    metrics: partialRecord({ pprof: server }),
  }),
  observability: partialRecord({ enabled }),
  resources: fc.constant({ limits: {} }),
};

/** Settings of a workload. Each workload's name begins with a different letter, so that no two workloads have the same name. */
function workload<T extends object>(letter: string, extra: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const name = fc.stringMatching(/^[a-z]{1,8}$/).map((text) => `${letter}-${text}`);
  return partialRecord({ enabled, name, serviceType: fc.constantFrom("ClusterIP", "NodePort"), ...settings, ...extra });
}

/** Valid values for Vald's chart. Every setting that the package reads is sometimes present, as are some ignored settings. */
export const chartValues = partialRecord({
  defaults: partialRecord({ ...settings, networkPolicy: partialRecord({ enabled, custom: customRules }) }),
  agent: workload("a", {
    kind: fc.constantFrom("StatefulSet", "Deployment", "DaemonSet"),
    ngt: partialRecord({ enable_export_index_info_to_k8s: enabled }),
    sidecar: partialRecord({ enabled, initContainerEnabled: enabled }),
    readreplica: partialRecord({ enabled, component_name: fc.constant("b-replica") }),
  }),
  discoverer: workload("c", {}),
  gateway: partialRecord({
    filter: workload("d", { ingress: partialRecord({ enabled }) }),
    lb: workload("e", { ingress: partialRecord({ enabled }) }),
    mirror: workload("f", { ingress: partialRecord({ enabled }) }),
  }),
  manager: partialRecord({
    index: workload("g", {
      creator: workload("h", {}),
      saver: workload("i", {}),
      corrector: workload("j", {}),
      deleter: workload("k", {}),
      readreplica: partialRecord({ rotator: workload("l", {}) }),
      operator: partialRecord({ enabled }),
    }),
  }),
});
