import type { Rule } from "../isolation";
import { everyone, peerRegion, type Region } from "./region";

/** The parties that a rule has among its peers, a region for each peer. */
export function peerRegions({ peers, namespace }: Pick<Rule, "peers" | "namespace">): Region[] {
  return peers === "everyone" ? [everyone] : peers.map((peer) => peerRegion(peer, namespace));
}
