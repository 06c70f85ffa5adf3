import { isRecord } from "./isRecord";
import { formatValue, type Issue, type IssueCode, type Path } from "./issue";
import { nearest } from "./nearest";
import { oneOf } from "./oneOf";
import type { MapSchema, ObjectSchema, RelativeIssue, Schema } from "./schema";
import { UNRESOLVED } from "./unresolved";

/**
 * Returns every issue in a value, in the order of the input, or an empty list if the value is valid. The value can be anything,
 * and `UNRESOLVED` is valid wherever an Output is allowed. `path` is the value's location in the user's input.
 */
export function validateSchema(value: unknown, schema: Schema, path: Path): Issue[] {
  const issue = (code: IssueCode, expected: string, hint?: string): Issue[] => [
    { code, path, value: formatValue(value), expected, ...(hint !== undefined && { hint }) },
  ];
  const wrongType = (): Issue[] => {
    const suggestion = "suggestion" in schema ? schema.suggestion?.(value) : undefined;
    return issue(
      "wrong-type",
      schema.label,
      suggestion === undefined ? listHint(value, schema) : `did you mean \`${suggestion}\`?`,
    );
  };
  if (value === UNRESOLVED) {
    if (!("plain" in schema && schema.plain === true)) return [];
    return [
      {
        code: "not-plain",
        path,
        value: "an Output or a Promise",
        expected: `${schema.label} as a plain value`,
        hint: "the set of policies must not depend on values that are known only during the deployment",
      },
    ];
  }
  if (value === null || value === undefined) {
    return issue(
      "null-value",
      expectedOf(schema),
      isInRule(path) ? "remove this entry instead, because an empty value may match everyone" : undefined,
    );
  }
  switch (schema.kind) {
    case "scalar": {
      if (!schema.types.some((type) => typeof value === type)) {
        const isUnquoted =
          schema.expected === undefined &&
          schema.types.includes("string") &&
          (typeof value === "number" || typeof value === "boolean");
        return issue("wrong-type", expectedOf(schema)).map((one) => ({ ...one, ...(isUnquoted && { isUnquoted }) }));
      }
      const found = typeof value === "boolean" ? undefined : schema.check?.(value as string | number);
      return found === undefined ? [] : [absoluteIssue(found, value, path)];
    }
    case "list": {
      if (!Array.isArray(value)) return wrongType();
      if (value.length < (schema.minItems ?? 0))
        return issue("empty-list", `${schema.label} with at least one entry`, schema.hint);
      // Unlike map, Array.from also visits the holes of a sparse array.
      return Array.from(value as unknown[], (item, i) => validateSchema(item, schema.items, [...path, i])).flat();
    }
    case "map":
    case "object": {
      return isRecord(value) ? validateEntries(value, schema, path) : wrongType();
    }
  }
}

/** Whether a value is part of what a rule or a policy selects, where an absent value may match more. */
function isInRule(path: Path): boolean {
  return path
    .slice(0, -1)
    .some((key) => ["edges", "custom", "spec", "podLabels", "instanceLabels"].includes(String(key)));
}

/**
 * A hint for a list where an object is expected, and the reverse. There is none for an empty value, because a list that contains
 * it may match everyone.
 */
function listHint(value: unknown, schema: Schema): string | undefined {
  if (schema.kind !== "list")
    return Array.isArray(value) && value.length > 0 ? "write an object, `{ ... }`, instead of a list" : undefined;
  if (schema.items.kind !== "scalar")
    return isRecord(value) && Object.keys(value).length > 0 ? "put the object into a list: `[{ ... }]`" : undefined;
  return typeof value === "string" ? "put the value into a list: `[...]`" : undefined;
}

function expectedOf(schema: Schema): string {
  return schema.kind === "scalar" ? (schema.expected ?? schema.label) : schema.label;
}

function validateEntries(value: Record<string, unknown>, schema: MapSchema | ObjectSchema, path: Path): Issue[] {
  const issues: Issue[] = [];
  const valid: Record<string, unknown> = {};
  const presentKeys = new Set<string>();
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === undefined && schema.rejectUndefined !== true) continue;
    presentKeys.add(key);
    const at = [...path, key];
    const ofKey = schema.kind === "map" ? mapKeyIssues(key, schema, at) : fieldIssues(key, schema, at);
    const innerSchema = schema.kind === "map" ? schema.value : fieldSchema(schema, key);
    // Not push(...all): the stack size limits the number of arguments, and a long list may have more issues.
    const all = innerSchema === undefined ? ofKey : ofKey.concat(validateSchema(inner, innerSchema, at));
    if (all.length === 0 && inner !== UNRESOLVED) valid[key] = inner;
    for (const issue of all) issues.push(issue);
  }
  if (schema.kind === "object") {
    for (const field of schema.required ?? []) {
      if (!presentKeys.has(field)) {
        const expected = schema.fields[field]?.label ?? "a value";
        issues.push({ code: "missing-field", path: [...path, field], expected });
      }
    }
  }
  const shown = presentKeys.size === 0 ? {} : value;
  for (const issue of schema.check?.(valid, presentKeys) ?? []) issues.push(absoluteIssue(issue, shown, path));
  return issues;
}

function mapKeyIssues(key: string, schema: MapSchema, at: Path): Issue[] {
  const issue = schema.key(key);
  return issue === undefined ? [] : [absoluteIssue(issue, key, at)];
}

function fieldIssues(key: string, schema: ObjectSchema, at: Path): Issue[] {
  if (fieldSchema(schema, key) !== undefined) return [];
  // Ignores inherited properties such as `constructor`.
  const misplaced = Object.hasOwn(schema.misplacedKeys ?? {}, key) ? schema.misplacedKeys?.[key] : undefined;
  if (schema.allowUnknownKeys === true && misplaced === undefined) return [];
  const known = Object.keys(schema.fields);
  const near = schema.suggestKey === undefined ? nearest(key, known) : schema.suggestKey(key);
  const hint = misplaced ?? (near === undefined ? undefined : `did you mean \`${near}\`?`);
  return [
    {
      code: "unknown-field",
      path: at,
      expected: oneOf(known),
      ...(hint !== undefined && { hint }),
    },
  ];
}

function absoluteIssue({ at = [], value: part, ...issue }: RelativeIssue, value: unknown, path: Path): Issue {
  const shown = at.length === 0 ? value : part;
  return { ...issue, path: [...path, ...at], ...(shown !== undefined && { value: formatValue(shown) }) };
}

/** The field's schema. Ignores inherited properties such as `constructor`. */
function fieldSchema(schema: ObjectSchema, key: string): Schema | undefined {
  return Object.hasOwn(schema.fields, key) ? schema.fields[key] : undefined;
}
