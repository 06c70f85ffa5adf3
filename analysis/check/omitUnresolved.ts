import type { NetworkPoliciesArgs } from "../../args/args";
import { isRecord } from "../../args/schema/isRecord";
import type { Path } from "../../args/schema/issue";
import { UNRESOLVED } from "../../args/schema/unresolved";

/** The known part of args. */
export interface KnownArgs {
  args: NetworkPoliciesArgs;
  /** The paths that are left out. */
  unresolvedPaths: Path[];
}

/** Fields that are kept or left out as a whole, because a part of the value would have a different meaning. */
const indivisible = new Set(["apiServer", "instanceLabels", "podLabels", "labels", "annotations", "ports"]);

/**
 * Removes unresolved values from args. If a list item, such as a rule or an edge, contains an unresolved value, the whole item
 * becomes `UNRESOLVED`, so the other items keep their indexes. A component with unresolved labels gets a label that nothing else
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

/** Whether no finding rule reads a field, because the field does not change which connections policies allow. */
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
