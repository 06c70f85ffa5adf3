import type { Location } from "../../args/ignores";
import type { NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { type PeerSet, peerSetKey, peerSetOf } from "../sets/peerSet";
import type { CheckContext, CheckedRule } from "./context";

/** A peer in a rule that the user can change. */
export interface UserPeer {
  peer: NetworkPolicyPeer;
  peerSet: PeerSet;
  rule: CheckedRule;
  location: Location;
}

/** The peers in user rules. For manifests, these are also the peers in the args that no policy in the manifests contains. */
export function userPeers({ rules, declaredRules }: Pick<CheckContext, "rules" | "declaredRules">): UserPeer[] {
  const peers = peersIn(rules);
  const known = new Set(peers.map(({ peerSet }) => peerSetKey(peerSet)));
  return [...peers, ...peersIn(declaredRules).filter(({ peerSet }) => !known.has(peerSetKey(peerSet)))];
}

function peersIn(rules: readonly CheckedRule[]): UserPeer[] {
  return rules
    .filter(({ isUserRule }) => isUserRule)
    .flatMap((rule) =>
      rule.peers.map((peer, i) => ({
        peer,
        peerSet: peerSetOf(peer, rule.rule.namespace),
        rule,
        location: rule.peerLocation(i),
      })),
    );
}
