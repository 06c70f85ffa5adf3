import type { Direction, EffectivePolicy } from "../model/effectivePolicy";
import { ruleMatchesPeer, selectsPod } from "../model/matching";
import type { Pod } from "../model/peer";
import { selectedPods } from "../sets/allowedPeers";
import type { ComponentPods } from "../sets/componentPods";
import { intersect, type PeerSet, peerSetKey, podSet, subtract, uniqueSets } from "../sets/peerSet";
import { rulePeerSets } from "../sets/rulePeerSets";
import type { ValueSet } from "../sets/valueSet";

/** How finely the pods of one component are told apart: more than real policies need, and few enough to look at each. */
const maxPieces = 128;

/** A pod of a component that may carry further labels. */
export function withUnknownLabels({ pod }: ComponentPods): Pod {
  return { ...pod, mayHaveMoreLabels: true };
}

/**
 * One pod of a component for each way in which policies may treat its pods, because these and their namespace may carry further
 * labels. For example, if a policy selects `tier=a`, an agent pod may or may not carry that label; so there are two pods, one
 * with `tier=a` and one without. Undefined if there are too many ways.
 */
export function representativePods({ pod, peerSet }: ComponentPods, selectors: readonly PeerSet[]): Pod[] | undefined {
  // Each entry is a set of disjoint peer sets that all policies treat alike.
  let partitions: PeerSet[][] = [
    [pod.namespaceLabels === undefined ? peerSet : podSet({}, { matchLabels: pod.labels })],
  ];
  for (const selected of uniqueSets(selectors)) {
    partitions = partitions
      .flatMap((pieces) => [
        pieces.flatMap((piece) => intersect(piece, selected) ?? []),
        pieces.flatMap((piece) => subtract(piece, selected)),
      ])
      .filter((pieces) => pieces.length > 0);
    if (partitions.flat().length > maxPieces) return undefined;
  }
  return partitions.flatMap(([piece]) => (piece === undefined ? [] : [podIn(pod, piece)]));
}

/** Selectors that match such a pod only by unknown labels: as a selected pod, and as a peer. */
export function selectorsOnUnknownLabels(
  pod: Pod,
  policies: readonly EffectivePolicy[],
  direction: Direction,
): Record<"ofPolicies" | "ofPeers", PeerSet[]> {
  const ofPolicies = policies
    .filter((policy) => policy[direction] !== undefined && typeof selectsPod(policy, pod) !== "boolean")
    .map(({ podSelector }) => podSet({}, podSelector));
  const ofPeers = policies
    .flatMap((policy) => policy[direction === "ingress" ? "egress" : "ingress"] ?? [])
    .flatMap((rule) =>
      rule.peers === "everyone"
        ? []
        : rule.peers.filter((peer) => typeof ruleMatchesPeer({ ...rule, peers: [peer] }, pod) !== "boolean"),
    )
    .map(({ namespaceSelector = {}, podSelector = {} }) =>
      podSet(pod.namespaceLabels === undefined ? namespaceSelector : {}, podSelector),
    );
  return { ofPolicies, ofPeers };
}

/** Everything that policies say about a pod in one direction. Equal text means that they say the same. */
export function policyFingerprint(policies: readonly EffectivePolicy[], pod: Pod, direction: Direction): string {
  return policies
    .map((policy) => {
      const local = policy[direction];
      const selected = local !== undefined && selectsPod(policy, pod);
      const remote = policy[direction === "ingress" ? "egress" : "ingress"];
      const allowed = remote?.flatMap((rule) => {
        const matches = ruleMatchesPeer(rule, pod);
        return matches === false ? [] : [[matches === true ? true : rulePeerSets(rule).map(peerSetKey), rule.ports]];
      });
      const selectedKey = peerSetKey(selectedPods(policy));
      const rules = selected === false ? [] : local?.map((rule) => [rulePeerSets(rule).map(peerSetKey), rule.ports]);
      return JSON.stringify([
        selected === true ? true : selected !== false && selectedKey,
        rules,
        allowed && [selectedKey, allowed],
      ]);
    })
    .sort()
    .join();
}

/** A pod in a set of the component's pods, with all its labels known. */
function podIn(pod: Pod, { labels }: PeerSet): Pod {
  const under = (prefix: string) =>
    Object.fromEntries(
      [...labels].flatMap(([key, values]) => {
        const value = someValue(values);
        return key.startsWith(prefix) && value !== undefined ? [[key.slice(prefix.length), value]] : [];
      }),
    );
  return { ...pod, namespaceLabels: pod.namespaceLabels ?? under("namespace/"), labels: under("pod/") };
}

/** One value of the set; undefined if the label may be absent. */
function someValue({ values, negated, allowsAbsent }: ValueSet): string | undefined {
  if (allowsAbsent) return undefined;
  return negated ? `${values.join("")}x` : values[0];
}
