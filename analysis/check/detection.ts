import { formatPath, type Path } from "../../args/schema/issue";

/** A location in the args or in a manifest. */
export interface Location {
  path: Path;
  /** The manifest, such as `NetworkPolicy vald/vald-agent-allow`. If absent, the location is in the args. */
  object?: string;
}

/** A location at which a rule fires. */
export interface Detection extends Location {
  detail?: string;
}

/** A location as text: `edges[0].from`, `NetworkPolicy vald/vald-agent-allow: spec.ingress[0]`. */
export function formatLocation({ object, path }: Location): string {
  return [...(object === undefined ? [] : [object]), ...(path.length === 0 ? [] : [formatPath(path)])].join(": ");
}

/**
 * Keeps the detections at locations where every occurrence fails. If several components share a rule, it is enough if the rule
 * passes for one component.
 */
export function keepIfAllOccurrencesFail(all: readonly (Detection & { passes: boolean })[]): Detection[] {
  const passing = new Set(all.filter(({ passes }) => passes).map(formatLocation));
  return all.filter((one) => !passing.has(formatLocation(one))).map(({ passes: _, ...detection }) => detection);
}
