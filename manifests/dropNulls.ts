import { isRecord } from "../args/schema/isRecord";
import type { Schema } from "../args/schema/schema";

/**
 * A copy without fields that are null; the API server treats these as absent. Null items of lists and null labels stay, for the
 * validator to reject. `unknownFields` says what happens to fields that the schema does not list.
 */
export function dropNulls(value: unknown, schema: Schema, unknownFields: "kept" | "dropped"): unknown {
  if (schema.kind === "list" && Array.isArray(value)) {
    return value.map((item) => dropNulls(item, schema.items, unknownFields));
  }
  if (schema.kind !== "object" || !isRecord(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [key, inner] of Object.entries(value)) {
    const fieldSchema = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (fieldSchema === undefined) {
      if (unknownFields === "kept") entries.push([key, inner]);
    } else if (inner !== null) {
      entries.push([key, dropNulls(inner, fieldSchema, unknownFields)]);
    }
  }
  return Object.fromEntries(entries);
}
