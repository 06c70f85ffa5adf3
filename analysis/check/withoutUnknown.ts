import type { NetworkPoliciesArgs } from "../../policy/args";
import { isRecord } from "../../policy/isRecord";
import type { Path } from "../../policy/problem";
import { unknown } from "../../policy/unknown";

/** What of args is known. */
export interface KnownArgs {
  args: NetworkPoliciesArgs;
  /** The parts that are left out, in their order. */
  unknown: Path[];
  /** A path in these args as a path in those that they are from. */
  original(path: Path): Path;
}

/** Taken or left as a whole: a part of them would mean something else. */
const whole = new Set(["apiServer", "instanceLabels", "podLabels", "labels", "annotations", "ports"]);

/**
 * Args without what is `unknown` in them: a rule or an edge with anything unknown in it is left out as a whole. A component
 * whose labels are unknown is selected by one that nothing else has.
 */
export function withoutUnknown(args: unknown): KnownArgs {
  const left: Path[] = [];
  /** Which items of a list are kept, by the path of the list. */
  const kept = new Map<string, number[]>();

  const known = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      const indexes: number[] = [];
      for (const [i, item] of value.entries()) {
        if (hasUnknown(item)) left.push([...path, i]);
        else indexes.push(i);
      }
      kept.set(JSON.stringify(path), indexes);
      // An empty list of places would be none at all.
      return indexes.length === 0 && value.length > 0 ? undefined : indexes.map((i) => value[i] as unknown);
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const at = [...path, key];
        const isLeft = inner === unknown || (whole.has(key) && hasUnknown(inner));
        if (isLeft && !isUnchecked(at)) left.push(at);
        return isLeft ? unknownLabels(at, value) : [[key, known(inner, at)]];
      }),
    );
  };

  return {
    args: known(args, []) as NetworkPoliciesArgs,
    unknown: left,
    original: (path) =>
      path.map((key, i) =>
        typeof key === "number" ? (kept.get(JSON.stringify(path.slice(0, i)))?.[key] ?? key) : key,
      ),
  };
}

/** Whether no check looks at it: it says where policies are, or what is written on them. */
function isUnchecked([first]: Path): boolean {
  return first === "namespace" || first === "labels" || first === "annotations";
}

/** In the place of the labels of a component. */
function unknownLabels([first, component, field]: Path, settings: object): [string, unknown][] {
  const isOfLabels = field === "podLabels" || (field === "name" && !("podLabels" in settings));
  return first === "components" && isOfLabels
    ? [["podLabels", { "vald-network-policy/unknown": String(component) }]]
    : [];
}

function hasUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(hasUnknown);
}
