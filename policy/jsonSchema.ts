import type { ObjectShape, Shape } from "./shape";

/** A JSON Schema of draft-07, which is the newest that editors' YAML support reads in full. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The shape of args as a JSON Schema, for editors and CI. It says less than `validate` and never more: what this refuses,
 * `validate` refuses.
 */
export function jsonSchema(root: ObjectShape, title: string): JsonSchema {
  const definitions = new Map<string, { shape: ObjectShape; schema: JsonSchema }>();

  function schemaOf(shape: Shape): JsonSchema {
    switch (shape.kind) {
      case "scalar":
        return { description: shape.what, type: single(shape.types), ...shape.schema };
      case "list":
        return {
          description: shape.what,
          type: "array",
          items: schemaOf(shape.of),
          ...(shape.atLeast !== undefined && { minItems: shape.atLeast }),
        };
      case "map":
        return {
          description: shape.what,
          type: "object",
          additionalProperties: schemaOf(shape.value),
          ...shape.schema,
        };
      case "object":
        return { $ref: `#/definitions/${definitionOf(shape)}` };
    }
  }

  /** The name of an object's definition, which is made when it is first asked for; the same object is defined once. */
  function definitionOf(shape: ObjectShape): string {
    const name = camelCase(shape.what.replace(/^an? /, ""));
    const known = definitions.get(name);
    if (known !== undefined && known.shape !== shape) throw new Error(`a bug: two shapes are called ${shape.what}`);
    if (known === undefined) definitions.set(name, { shape, schema: objectSchema(shape) });
    return name;
  }

  function objectSchema({ what, fields, required, schema }: ObjectShape): JsonSchema {
    const properties = Object.entries(fields).map(([field, shape]) => [field, schemaOf(shape)]);
    return {
      description: what,
      type: "object",
      properties: Object.fromEntries(properties) as unknown,
      ...(required !== undefined && { required }),
      additionalProperties: false,
      ...schema,
    };
  }

  const whole = { $schema: "http://json-schema.org/draft-07/schema#", title, ...objectSchema(root) };
  const byName = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { schema }]) => [name, schema]);
  return { ...whole, definitions: Object.fromEntries(byName) as unknown };
}

function single<T>(types: readonly T[]): T | readonly T[] {
  const [first] = types;
  return types.length === 1 && first !== undefined ? first : types;
}

/** `settings of a component` -> `settingsOfAComponent`. */
function camelCase(words: string): string {
  return words.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase());
}
