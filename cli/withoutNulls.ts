import { isRecord } from "../policy/isRecord";
import type { Shape } from "../policy/shape";

/**
 * A copy without fields that are null, which to the API server is the same as absent. A null item of a list stays, and a
 * null label, which the server would read as an empty text: both are for the validator to refuse. Fields that the shape
 * does not know stay too, unless `unknown` says that they are of no interest.
 */
export function withoutNulls(value: unknown, shape: Shape, unknown: "kept" | "dropped"): unknown {
  if (shape.kind === "list" && Array.isArray(value)) {
    return value.map((item) => withoutNulls(item, shape.of, unknown));
  }
  if (shape.kind !== "object" || !isRecord(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const innerShape = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (innerShape === undefined) {
      if (unknown === "kept") entries.push([key, inner]);
    } else if (inner !== null) {
      entries.push([key, withoutNulls(inner, innerShape, unknown)]);
    }
  }
  return Object.fromEntries(entries);
}
