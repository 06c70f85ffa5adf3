import { isRecord } from "./schema/isRecord";

/** Merges `over` over `base` like Helm: maps are merged, and other values are replaced. Undefined counts as absent. */
export function mergeValues(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isRecord(base) || !isRecord(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(base, key) ? mergeValues(base[key], value) : value,
  ]);
  return Object.fromEntries([...Object.entries(base), ...entries]) as unknown;
}
