import { cidr } from "../args/scalarSchemas";
import { isRecord } from "../args/schema/isRecord";
import { formatValue, type Path } from "../args/schema/issue";
import type { Schema } from "../args/schema/schema";
import { normalizedCidr } from "../kubernetes/cidr";

/** A value that an API server accepts but reads as another value. */
export interface Normalization {
  /**
   * `cidr`: a CIDR block that is not in canonical form. `null-item`: null in a list or as a label. `no-spec`: a policy without
   * `spec`.
   */
  code: "cidr" | "null-item" | "no-spec";
  /** The path of the value in the object. */
  path: Path;
  /** The value in the object, formatted for messages. */
  value: string;
  /** The value that it means, formatted for messages. */
  as: string;
}

/**
 * Copies a value in the form in which an API server stores it or uses it: without null fields, with zero values in place of null
 * items and null labels, and with CIDR blocks in canonical form. Each change except for a null field is passed to `report`.
 * `unknownFields` determines whether fields that the schema does not list are kept or dropped. If they are dropped, so are
 * empty strings, which count as absent in all fields that are read of such objects.
 */
export function asStored(
  value: unknown,
  schema: Schema,
  unknownFields: "kept" | "dropped",
  report: (normalization: Normalization) => void = () => undefined,
  path: Path = [],
): unknown {
  const inner = (item: unknown, itemSchema: Schema, key: string | number) =>
    asStored(item, itemSchema, unknownFields, report, [...path, key]);
  const itemOrZero = (item: unknown, itemSchema: Schema, key: string | number): unknown => {
    if (item !== null) return inner(item, itemSchema, key);
    const zero = itemSchema.kind === "scalar" ? "" : {};
    report({ code: "null-item", path: [...path, key], value: "null", as: formatValue(zero) });
    return zero;
  };
  if (schema === cidr && typeof value === "string") {
    const normalized = normalizedCidr(value) ?? value;
    if (normalized !== value) report({ code: "cidr", path, value: formatValue(value), as: formatValue(normalized) });
    return normalized;
  }
  if (schema.kind === "list" && Array.isArray(value))
    return Array.from(value as unknown[], (item, i) => itemOrZero(item, schema.items, i));
  if (!isRecord(value)) return value;
  if (schema.kind === "map")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, itemOrZero(item, schema.value, key)] as const),
    );
  if (schema.kind !== "object") return value;
  const entries: [string, unknown][] = [];
  for (const [key, field] of Object.entries(value)) {
    const fieldSchema = Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
    if (fieldSchema === undefined) {
      if (unknownFields === "kept") entries.push([key, field]);
    } else if (field !== null && !(unknownFields === "dropped" && field === "")) {
      entries.push([key, inner(field, fieldSchema, key)]);
    }
  }
  return Object.fromEntries(entries);
}
