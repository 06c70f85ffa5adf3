import type { NetworkPolicyPeer } from "../../../kubernetes/networkPolicy";
import { requirements } from "../../model/selectors";
import { isEmpty, peerSetOf } from "../../sets/peerSet";
import type { FindingRule } from "../findingRule";

export const splitPeer = {
  id: "split-peer",
  severity: "error",
  message:
    "a namespaceSelector and a podSelector in two list items match all pods of those namespaces, and also pods of Vald's own namespace",
  remediation:
    "put both selectors into one item; if you want both peers, use two rules and name Vald's own namespace in the second",
  check: ({ rules }) =>
    rules
      .filter(({ isUserRule, peers }) => isUserRule && peers.some(isNamespaceAlone))
      .flatMap(({ peers, rule, peerLocation }) =>
        peers.flatMap((peer, i) => {
          const { podSelector, namespaceSelector } = peer;
          const isSplit =
            namespaceSelector === undefined &&
            podSelector !== undefined &&
            // All pods beside those of a namespace can hardly be meant as one item.
            requirements(podSelector).length > 0 &&
            !isEmpty(peerSetOf(peer, rule.namespace));
          return isSplit ? [peerLocation(i)] : [];
        }),
      ),
} as const satisfies FindingRule;

export function isNamespaceAlone({ namespaceSelector, podSelector }: NetworkPolicyPeer): boolean {
  return namespaceSelector !== undefined && podSelector === undefined;
}
