import { formatLocation, type Location } from "../../args/ignores";

/** A location at which a rule fires. */
export interface Detection extends Location {
  detail?: string;
}

/**
 * Keeps the detections at locations where every occurrence fails. If several components share a rule, it is enough if the rule
 * passes for one component.
 */
export function keepIfAllOccurrencesFail(all: readonly (Detection & { passes: boolean })[]): Detection[] {
  const passing = new Set(all.filter(({ passes }) => passes).map(formatLocation));
  return all.filter((one) => !passing.has(formatLocation(one))).map(({ passes: _, ...detection }) => detection);
}
