import { isRecord } from "./isRecord";

/** Values over others, as Helm merges them: maps are merged, everything else is replaced. Undefined is the same as absent. */
export function merged(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (!isRecord(under) || !isRecord(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(under, key) ? merged(under[key], value) : value,
  ]);
  return Object.fromEntries([...Object.entries(under), ...entries]) as unknown;
}
