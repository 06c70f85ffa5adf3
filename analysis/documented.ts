import type { Endpoint } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import { edgesFor, isAt } from "../policy/edgesFor";
import { ipBlocks } from "../policy/ipBlocks";
import type { NetworkPolicyManifest, NetworkPolicyPeer } from "../policy/notation";
import { componentParties, componentParty, valdNamespace } from "./components";
import type { Given } from "./given";
import { type Isolation, isolations } from "./isolation";

/**
 * What the documented table and the declared rules mean, read straight off the graph: the measure for policies, so it takes
 * nothing from the compiler that writes them.
 */
export function documented(given: Pick<Given, "args" | "namespaces">): Isolation[] {
  const { args = {} } = given;
  const namespace = valdNamespace(given);
  const edges = edgesFor(valdGraph, args);
  const peers = (end: Endpoint): NetworkPolicyPeer[] => {
    switch (end.kind) {
      case "component":
        return [{ podSelector: { matchLabels: componentParty(end.component, given).pod.labels } }];
      case "pods": {
        const name = end.namespace ?? (end.namespaceLabels === undefined ? namespace : undefined);
        const named = name === undefined ? {} : { "kubernetes.io/metadata.name": name };
        const namespaceSelector = { matchLabels: { ...end.namespaceLabels, ...named } };
        return [{ namespaceSelector, podSelector: { matchLabels: { ...end.podLabels } } }];
      }
      case "ranges":
        return ipBlocks(end.cidrs, end.except ?? []).map((ipBlock) => ({ ipBlock }));
    }
  };
  return isolations(
    componentParties(given).map(({ component, title, pod }): NetworkPolicyManifest => {
      const custom = [args.defaults?.networkPolicy?.custom, args.components?.[component]?.custom];
      return {
        metadata: { name: title },
        spec: {
          podSelector: { matchLabels: pod.labels },
          policyTypes: ["Ingress", "Egress"],
          ingress: [
            ...edges
              .filter(({ to }) => isAt(to, component))
              .map(({ from, ports = [] }) => ({ from: peers(from), ports })),
            ...custom.flatMap((rules) => rules?.ingress ?? []),
          ],
          egress: [
            ...edges
              .filter(({ from }) => isAt(from, component))
              .map(({ to, ports = [] }) => ({ to: peers(to), ports })),
            ...custom.flatMap((rules) => rules?.egress ?? []),
          ],
        },
      };
    }),
    namespace,
  );
}
