import type { Opening } from "../regions/opening";
import { peerRegions } from "../regions/peerRegions";
import type { CheckedRule } from "./subject";

/** What a rule opens at its own end, an opening for each peer. */
export function openingsOf({ rule }: Pick<CheckedRule, "rule">): Opening[] {
  return peerRegions(rule).map((parties) => ({ parties, except: [], ports: rule.ports }));
}
