import fc from "fast-check";
import { customRules } from "./rules";

const some = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(fields, { requiredKeys: [], noNullPrototype: true });

const enabled = fc.boolean();
const port = fc.integer({ min: 1, max: 65535 });
const server = some({ enabled, port, host: fc.constant("0.0.0.0") });

const settings = {
  server_config: some({
    servers: some({ grpc: server, rest: server }),
    healths: some({ readiness: server }),
    metrics: some({ pprof: server }),
  }),
  observability: some({ enabled }),
  resources: fc.constant({ limits: {} }),
};

/** Settings of a workload, whose name begins with a letter of its own, so that no two are alike. */
function workload<T extends object>(letter: string, more: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const name = fc.stringMatching(/^[a-z]{1,8}$/).map((text) => `${letter}-${text}`);
  return some({ enabled, name, serviceType: fc.constantFrom("ClusterIP", "NodePort"), ...settings, ...more });
}

/** Values that Vald's chart takes, with every setting that is read now and then, and some that are not. */
export const chartValues = some({
  defaults: some({ ...settings, networkPolicy: some({ enabled, custom: customRules }) }),
  agent: workload("a", {
    kind: fc.constantFrom("StatefulSet", "Deployment", "DaemonSet"),
    ngt: some({ enable_export_index_info_to_k8s: enabled }),
    sidecar: some({ enabled, initContainerEnabled: enabled }),
    readreplica: some({ enabled, component_name: fc.constant("b-replica") }),
  }),
  discoverer: workload("c", {}),
  gateway: some({
    filter: workload("d", { ingress: some({ enabled }) }),
    lb: workload("e", { ingress: some({ enabled }) }),
    mirror: workload("f", { ingress: some({ enabled }) }),
  }),
  manager: some({
    index: workload("g", {
      creator: workload("h", {}),
      saver: workload("i", {}),
      corrector: workload("j", {}),
      deleter: workload("k", {}),
      readreplica: some({ rotator: workload("l", {}) }),
      operator: some({ enabled }),
    }),
  }),
});
