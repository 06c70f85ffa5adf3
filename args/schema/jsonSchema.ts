import type { ObjectSchema, Schema } from "./schema";

/** A JSON Schema of draft-07, the newest draft that YAML editors support in full. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Returns the doc comment of a TypeScript type or field. Undefined if there is no doc comment. */
export type DocComments = (typeName: string, field?: string) => string | undefined;

/**
 * Converts a schema to JSON Schema, for editors and CI. The JSON Schema accepts everything that `validateSchema` accepts, and
 * more. `title` becomes its title.
 */
export function jsonSchema(root: ObjectSchema, title: string, docComments: DocComments): JsonSchema {
  const definitions = new Map<string, { schema: ObjectSchema; written: JsonSchema }>();

  function write(schema: Schema): JsonSchema {
    switch (schema.kind) {
      case "scalar":
        return { type: single(schema.types), ...schema.jsonSchema };
      case "list":
        return {
          type: "array",
          items: write(schema.items),
          ...(schema.minItems !== undefined && { minItems: schema.minItems }),
        };
      case "map":
        return { type: "object", additionalProperties: write(schema.value), ...schema.jsonSchema };
      case "object":
        return { $ref: `#/definitions/${define(schema)}` };
    }
  }

  /** Returns the name of an object's definition. Each schema is defined only once. */
  function define(schema: ObjectSchema): string {
    const { typeName } = schema;
    if (typeName === undefined) throw new Error(`bug: the schema of ${schema.label} has no typeName`);
    const known = definitions.get(typeName);
    if (known !== undefined && known.schema !== schema) throw new Error(`bug: two schemas of ${typeName}`);
    if (known === undefined) definitions.set(typeName, { schema, written: writeObject(schema) });
    return typeName;
  }

  function writeObject({ typeName = "", fields, required, jsonSchema: more }: ObjectSchema): JsonSchema {
    const properties = Object.entries(fields).map(([field, schema]) => {
      const written = write(schema);
      const description = docComments(typeName, field);
      if (description === undefined) return [field, written];
      // In draft-07, keywords next to $ref are ignored.
      return [field, "$ref" in written ? { description, allOf: [written] } : { description, ...written }];
    });
    const description = docComments(typeName);
    return {
      ...(description !== undefined && { description }),
      type: "object",
      properties: Object.fromEntries(properties) as unknown,
      ...(required !== undefined && { required }),
      additionalProperties: false,
      ...more,
    };
  }

  const whole = { $schema: "http://json-schema.org/draft-07/schema#", title, ...writeObject(root) };
  const byName = [...definitions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { written }]) => [name, written]);
  return { ...whole, definitions: Object.fromEntries(byName) as unknown };
}

function single<T>(types: readonly T[]): T | readonly T[] {
  const [first] = types;
  return types.length === 1 && first !== undefined ? first : types;
}
