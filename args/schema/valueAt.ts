import { isRecord } from "./isRecord";
import type { Path } from "./issue";

/** The value at a path; undefined if there is none. */
export function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      (isRecord(inner) || Array.isArray(inner)) && Object.hasOwn(inner, key)
        ? (inner as Record<PropertyKey, unknown>)[key]
        : undefined,
    values,
  );
}
