import type { Direction, Isolation } from "../isolation";
import { type Opening, portsNotCoveredByOne } from "./opening";
import type { Pod } from "../party";
import { type Mode, reach } from "./reach";
import { isEmpty, isWithin } from "./region";

/** As `reach`, without the openings that one of the others covers, or that have nobody left. */
export function openings(isolating: readonly Isolation[], pod: Pod, direction: Direction, mode: Mode): Opening[] {
  const all = reach(isolating, pod, direction, mode).filter(
    ({ parties, except }) => !isEmpty(parties) && !except.some((hole) => isWithin(parties, hole)),
  );
  return uncovered(uncovered(all).reverse()).reverse();
}

/** Those that none before them covers. */
function uncovered(all: readonly Opening[]): Opening[] {
  const kept: Opening[] = [];
  for (const opening of all) if (portsNotCoveredByOne(opening, kept).length > 0) kept.push(opening);
  return kept;
}
