import type { Direction, Isolation } from "./isolation";
import { beyond, type Opening } from "./opening";
import type { Pod } from "./party";
import { type Mode, reach } from "./reach";

/** As `reach`, without the openings that the others cover. */
export function openings(isolating: readonly Isolation[], pod: Pod, direction: Direction, mode: Mode): Opening[] {
  const all = reach(isolating, pod, direction, mode);
  return all.reduceRight<Opening[]>((kept, opening, i) => {
    const isCovered = beyond(opening, [...all.slice(0, i), ...kept]).length === 0;
    return isCovered ? kept : [opening, ...kept];
  }, []);
}
