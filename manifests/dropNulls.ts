import { isRecord } from "../args/schema/isRecord";
import type { Schema } from "../args/schema/schema";

/**
 * Copies a value without its null fields, because the API server treats such fields as absent. Keeps null list items and null
 * labels, so that the validator rejects them. `unknownFields` determines whether fields that the schema does not list are kept
 * or dropped.
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
