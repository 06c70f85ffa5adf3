import { type Direction, directions } from "../../analysis/model/effectivePolicy";
import type { ExplainedRule } from "../../analysis/queries/explain";
import type { FilePosition } from "../filePosition";
import type { Input } from "../input/readInput";

/** Returns a function that finds the position of a rule: in its manifest, or that of its origin in the values. */
export function ruleLocator(input: Input): (direction: Direction, rule: ExplainedRule) => FilePosition | undefined {
  const { locate } = input;
  if (locate !== undefined) return (_, { origin }) => (origin?.kind === "args" ? locate(origin.path) : undefined);
  let positions: ReadonlyMap<string, FilePosition | undefined> | undefined;
  return (direction, { policy, index }) => {
    positions ??= positionsOf(input);
    return positions.get(`${policy} ${direction} ${index}`);
  };
}

/** The positions of all rules in manifests. They are found together, because each search reads the files again. */
function positionsOf({ context, locateObjects }: Input): ReadonlyMap<string, FilePosition | undefined> {
  if (locateObjects === undefined) return new Map();
  const rules = context.effectivePolicies.flatMap((policy) =>
    directions.flatMap((direction) => (policy[direction] ?? []).map(({ index }) => ({ policy, direction, index }))),
  );
  const found = locateObjects(
    rules.map(({ policy: { policy }, direction, index }) => ({
      object: `NetworkPolicy ${policy}`,
      path: ["spec", direction, index],
    })),
  );
  return new Map(
    rules.map(({ policy: { policy }, direction, index }, i) => [`${policy} ${direction} ${index}`, found[i]]),
  );
}
