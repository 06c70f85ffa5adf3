import type { NetworkPoliciesArgs } from "../../args/args";
import { isRecord } from "../../args/schema/isRecord";
import type { Path } from "../../args/schema/issue";
import { UNRESOLVED } from "../../args/schema/unresolved";

/** The part of args that is known. */
export interface KnownArgs {
  args: NetworkPoliciesArgs;
  /** The parts that are left out. */
  unresolvedPaths: Path[];
}

/** Used or left out as a whole: a part of them would mean something else. */
const indivisible = new Set(["apiServer", "instanceLabels", "podLabels", "labels", "annotations", "ports"]);

/**
 * Args without their unresolved values. An item of a list, such as a rule or an edge, with anything unresolved in it becomes
 * `UNRESOLVED` as a whole, so the other items keep their index. A component with unresolved labels gets a label that nothing else
 * has.
 */
export function omitUnresolved(args: unknown): KnownArgs {
  const unresolvedPaths: Path[] = [];

  const known = (value: unknown, path: Path): unknown => {
    if (Array.isArray(value)) {
      return value.map((item: unknown, i) => {
        if (!containsUnresolved(item)) return item;
        unresolvedPaths.push([...path, i]);
        return UNRESOLVED;
      });
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const at = [...path, key];
        const isOmitted = inner === UNRESOLVED || (indivisible.has(key) && containsUnresolved(inner));
        if (isOmitted && !isUnchecked(at)) unresolvedPaths.push(at);
        return isOmitted ? placeholderLabels(at, value) : [[key, known(inner, at)]];
      }),
    );
  };

  // Cast: the same args, with fewer fields.
  return { args: known(args, []) as NetworkPoliciesArgs, unresolvedPaths };
}

/** Whether no rule of `check` looks at a field, because it does not change what policies allow. */
function isUnchecked([first]: Path): boolean {
  return first === "namespace" || first === "labels" || first === "annotations";
}

function placeholderLabels([first, component, field]: Path, settings: object): [string, unknown][] {
  const selectsPods = field === "podLabels" || (field === "name" && !("podLabels" in settings));
  return first === "components" && selectsPods
    ? [["podLabels", { "vald-network-policy/unresolved": String(component) }]]
    : [];
}

function containsUnresolved(value: unknown): boolean {
  if (value === UNRESOLVED) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(containsUnresolved);
}
