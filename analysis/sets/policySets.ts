import type { NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import { blockAddresses } from "../model/addresses";
import { directions, type EffectivePolicy, type Rule } from "../model/effectivePolicy";
import { unionIntervals } from "../model/intervals";
import { type PortRange, portRanges } from "../model/portRange";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { allPeers, type PeerSet, peerSetOf, podSet } from "./peerSet";

/** A policy as sets: the pods that it isolates in each direction that is present, and the rules of that direction. */
export interface PolicySets {
  selected: PeerSet;
  ingress?: RuleSets[];
  egress?: RuleSets[];
}

/** A rule allows connections with any of these peers on any of these ports. */
export interface RuleSets {
  peers: PeerSet[];
  ports: PortRange[];
}

export function policySets(policy: EffectivePolicy): PolicySets {
  const result: PolicySets = { selected: selectedPods(policy) };
  for (const direction of directions) {
    const rules = policy[direction];
    if (rules !== undefined) {
      result[direction] = rules.map(ruleSets);
    }
  }
  return result;
}

/** A policy that is not evaluated, and the pods to which it may apply. */
export interface UnevaluatedSets {
  policy: UnevaluatedPolicy;
  subjects: PeerSet[];
}

export function unevaluatedSets(policy: UnevaluatedPolicy): UnevaluatedSets {
  const subjects = policy.subjects.map(({ namespaceSelector = {}, podSelector = {} }) =>
    podSet(namespaceSelector, podSelector),
  );
  return { policy, subjects };
}

/** The pods that a policy selects. */
export function selectedPods({ namespace, podSelector }: Pick<EffectivePolicy, "namespace" | "podSelector">): PeerSet {
  return podSet({ matchLabels: { [namespaceNameLabel]: namespace } }, podSelector);
}

export function ruleSets(rule: Rule): RuleSets {
  return { peers: rulePeers(rule), ports: portRanges(rule.ports) };
}

/** With more CIDR blocks, a rule is described by all of its addresses together. */
const maxBlocks = 8;

/** The peers of a rule: one set for each selector and each CIDR block. */
function rulePeers({ peers, namespace }: Rule): PeerSet[] {
  if (peers === "everyone") return [allPeers];
  const isSelector = ({ ipBlock }: NetworkPolicyPeer) => ipBlock === undefined;
  const blocks = peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [blockAddresses(ipBlock)]));
  const addresses = blocks.length > maxBlocks ? [unionIntervals(blocks.flat(), [])] : blocks;
  return [
    ...peers.filter(isSelector).map((peer) => peerSetOf(peer, namespace)),
    ...addresses.map((one) => ({ ...allPeers, addresses: one })),
  ];
}
