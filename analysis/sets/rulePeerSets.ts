import type { Rule } from "../model/effectivePolicy";
import { allPeers, type PeerSet, peerSetOf } from "./peerSet";

/** The peers of a rule, one set for each item of its list. */
export function rulePeerSets({ peers, namespace }: Pick<Rule, "peers" | "namespace">): PeerSet[] {
  return peers === "everyone" ? [allPeers] : peers.map((peer) => peerSetOf(peer, namespace));
}
