import { isRecord } from "../policy/isRecord";
import { nearest } from "../policy/nearest";
import type { Path } from "../policy/problem";
import type { Shape } from "../policy/shape";

/** A key that nobody reads, and the one that was probably meant. */
export interface UnknownKey {
  path: Path;
  meant: string;
}

/**
 * The keys one slip away from one that is read at the same place. The chart has many more keys than are read, and none of
 * them is that near to one.
 */
export function unknownKeys(values: unknown, shape: Shape, path: Path = []): UnknownKey[] {
  if (shape.kind !== "object" || !isRecord(values)) return [];
  return Object.entries(values).flatMap(([key, inner]): UnknownKey[] => {
    const at = [...path, key];
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field !== undefined) return unknownKeys(inner, field, at);
    const meant = nearest(key, Object.keys(shape.fields), 1);
    return meant === undefined ? [] : [{ path: at, meant }];
  });
}
