import { edgesAmong } from "../graph/edgesAmong";
import type { Endpoint } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import type { NetworkPolicyManifest, NetworkPolicyPeer } from "../policy/notation";
import { componentParties, componentParty, valdNamespace } from "./components";
import type { Given } from "./given";
import { type Isolation, isolations } from "./isolation";

/**
 * What the documented table and the declared custom rules mean, read straight off the graph: the measure for policies, so
 * it takes nothing from the compiler that writes them.
 */
export function documented(given: Pick<Given, "args" | "namespaces">): Isolation[] {
  const components = componentParties(given);
  const edges = edgesAmong(
    valdGraph,
    components.map(({ component }) => component),
  );
  const peer = (endpoint: Endpoint): NetworkPolicyPeer =>
    endpoint.kind === "namespace"
      ? { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": endpoint.namespace } } }
      : { podSelector: { matchLabels: componentParty(endpoint.component, given).pod.labels } };
  return isolations(
    components.map(({ component, title, pod }): NetworkPolicyManifest => {
      const isOwn = (end: Endpoint) => end.kind === "component" && end.component === component;
      const custom = [given.args?.defaults?.networkPolicy?.custom, given.args?.components?.[component]?.custom];
      return {
        metadata: { name: title },
        spec: {
          podSelector: { matchLabels: pod.labels },
          policyTypes: ["Ingress", "Egress"],
          ingress: [
            ...edges.filter(({ to }) => isOwn(to)).map(({ from }) => ({ from: [peer(from)] })),
            ...custom.flatMap((rules) => rules?.ingress ?? []),
          ],
          egress: [
            ...edges.filter(({ from }) => isOwn(from)).map(({ to }) => ({ to: [peer(to)] })),
            ...custom.flatMap((rules) => rules?.egress ?? []),
          ],
        },
      };
    }),
    valdNamespace(given),
  );
}
