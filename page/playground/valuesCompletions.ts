import { isPair, isScalar, isSeq, parseDocument, visit } from "yaml";
import schema from "../../dist/values.schema.json";

/** A key or a value that may stand at the cursor. */
export interface Completion {
  label: string;
  /** What the schema says about it. */
  info?: string;
  /** What to insert, if it is not the label. */
  apply?: string;
}

/** The parts of a JSON Schema that completions need. */
interface Schema {
  $ref?: string;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  type?: string | string[];
}

// Cast: the type of the file is more specific.
const root = schema as unknown as Schema & { definitions: Record<string, Schema> };

/** What may stand at the end of a text, which is a values file up to the cursor. */
export function valuesCompletions(before: string): Completion[] {
  const context = contextOf(before);
  if (context === undefined) return [];
  const schemas = context.path.reduce<Schema[]>(
    (all, key) => all.flatMap((one) => innerSchemas(one, key)),
    alternatives(root),
  );
  const found = context.isValue ? schemas.flatMap(valueCompletions) : schemas.flatMap(keyCompletions);
  return [...new Map(found.map((completion) => [completion.label, completion])).values()];
}

/** Stands for the word at the cursor. */
const word = "\u0001";

/**
 * The keys that lead to the map or the value at the end of a text; `[]` stands for an item of a list. For example, after
 * `edges:\n  - from: { na`, the path is `edges`, `[]`, `from`, at a key. Undefined in a comment, or if the text is not understood.
 */
function contextOf(before: string): { path: string[]; isValue: boolean } | undefined {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const isValue = /[^\s:]["']?: +[^\s{}[\],]*$/.test(line);
  // The text is not complete, but the parser finds out what it is about.
  const document = parseDocument(`${before}${word}${isValue ? "" : ": "}`, { logLevel: "silent", uniqueKeys: false });
  let path: string[] | undefined;
  visit(document, {
    Scalar(kind, { value }, ancestors) {
      if (typeof value !== "string" || !value.endsWith(word)) return undefined;
      const around = kind === "key" ? ancestors.slice(0, -1) : ancestors;
      path = around.flatMap((node) =>
        isPair(node) && isScalar(node.key) ? [String(node.key.value)] : isSeq(node) ? ["[]"] : [],
      );
      return visit.BREAK;
    },
  });
  return path && { path, isValue };
}

/** A schema without references, and its alternatives. */
function alternatives({ $ref, allOf = [], anyOf = [], oneOf = [], ...own }: Schema): Schema[] {
  const referenced = $ref === undefined ? undefined : root.definitions[$ref.replace("#/definitions/", "")];
  return [own, ...(referenced === undefined ? [] : [referenced]), ...allOf, ...anyOf, ...oneOf].flatMap((one) =>
    one === own ? [own] : alternatives(one),
  );
}

function innerSchemas({ properties, additionalProperties, items }: Schema, key: string): Schema[] {
  const inner = key === "[]" ? items : Object.hasOwn(properties ?? {}, key) ? properties?.[key] : additionalProperties;
  return typeof inner === "object" ? alternatives(inner) : [];
}

function keyCompletions({ properties = {} }: Schema): Completion[] {
  return Object.entries(properties).map(([label, inner]) => {
    const info = alternatives(inner).find(({ description }) => description !== undefined)?.description;
    return { label, apply: `${label}: `, ...(info !== undefined && { info }) };
  });
}

function valueCompletions({ enum: values = [], const: constant, type }: Schema): Completion[] {
  const all = [...values, ...(constant === undefined ? [] : [constant]), ...(type === "boolean" ? [true, false] : [])];
  return all.map((value) => ({ label: String(value) }));
}
