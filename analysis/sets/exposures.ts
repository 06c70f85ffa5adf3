import type { Direction, EffectivePolicy } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { allowedPeers, type Mode } from "./allowedPeers";
import { type Exposure, portsUncoveredByAnyOne } from "./exposure";
import { isEmpty, isSubset } from "./peerSet";

/** `allowedPeers` without exposures that another one covers and exposures to nobody. */
export function exposures(
  policies: readonly EffectivePolicy[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): Exposure[] {
  const all = allowedPeers(policies, pod, direction, mode).filter(
    ({ peers, except }) => !isEmpty(peers) && !except.some((exclusion) => isSubset(peers, exclusion)),
  );
  return withoutCovered(withoutCovered(all).reverse()).reverse();
}

/** The exposures that no earlier one covers. */
function withoutCovered(all: readonly Exposure[]): Exposure[] {
  const kept: Exposure[] = [];
  for (const exposure of all) if (portsUncoveredByAnyOne(exposure, kept).length > 0) kept.push(exposure);
  return kept;
}
