import type { NetworkPolicyPeer } from "../../../kubernetes/networkPolicy";
import { requirements } from "../../model/selectors";
import { isEmpty, peerSetOf } from "../../sets/peerSet";
import type { RuleModule } from "../ruleModule";

export const splitPeer = {
  id: "split-peer",
  severity: "error",
  message:
    "a `namespaceSelector` and a `podSelector` in separate list items match all pods in the selected namespaces, and also the selected pods in Vald's own namespace",
  remediation:
    "put both selectors into one list item, or, if you want to allow both peers, use two rules and specify Vald's own namespace in the second rule",
  check: ({ rules }) =>
    rules
      .filter(({ isUserRule, peers }) => isUserRule && peers.some(isNamespaceAlone))
      .flatMap(({ peers, rule, peerLocation }) =>
        peers.flatMap((peer, i) => {
          const { podSelector, namespaceSelector } = peer;
          const isSplit =
            namespaceSelector === undefined &&
            podSelector !== undefined &&
            // An empty podSelector is hardly meant to be in the same item as a namespaceSelector.
            requirements(podSelector).length > 0 &&
            !isEmpty(peerSetOf(peer, rule.namespace));
          return isSplit ? [peerLocation(i)] : [];
        }),
      ),
} as const satisfies RuleModule;

export function isNamespaceAlone({ namespaceSelector, podSelector }: NetworkPolicyPeer): boolean {
  return namespaceSelector !== undefined && podSelector === undefined;
}
