import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import { nearest } from "../args/schema/nearest";
import type { Schema } from "../args/schema/schema";

/** A key that is not read, and the key that was probably intended. */
export interface UnknownKey {
  path: Path;
  intended: string;
}

/**
 * Keys that are one typo away from a key that is read. The chart has no other keys that are this similar to a key that is read.
 */
export function unknownKeys(values: unknown, schema: Schema, path: Path = []): UnknownKey[] {
  if (schema.kind !== "object" || !isRecord(values)) return [];
  return Object.entries(values).flatMap(([key, inner]): UnknownKey[] => {
    const at = [...path, key];
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (field !== undefined) return unknownKeys(inner, field, at);
    const intended = nearest(key, Object.keys(schema.fields), 1);
    return intended === undefined ? [] : [{ path: at, intended }];
  });
}
