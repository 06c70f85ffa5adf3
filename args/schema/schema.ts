import type { Issue, Path } from "./issue";

/** An issue in one value. `at` is the path from this value to the incorrect part. Default: the value itself. */
export type RelativeIssue = Omit<Issue, "path" | "value"> & { at?: Path; value?: unknown };

/**
 * JSON Schema (draft-07) keywords for a schema, in addition to those for its kind and fields. They express the schema's checks
 * as far as JSON Schema can; the checks themselves are complete. Regular expressions avoid lookahead, so that tools written in
 * Go can read them.
 */
export type JsonSchemaKeywords = Readonly<Record<string, unknown>>;

/** Guesses the intended value for a value of the wrong type. Returns one-line YAML, or undefined if there is no good guess. */
export type Suggestion = (value: unknown) => string | undefined;

/** An object with fixed fields. */
export interface ObjectSchema {
  kind: "object";
  /** Description for messages, such as "an ingress rule". */
  label: string;
  /**
   * The object's TypeScript type. The JSON Schema contains a definition with this name and with the type's doc comments as
   * descriptions. Absent if the schema is never converted to JSON Schema.
   */
  typeName?: string;
  fields: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  /**
   * Reject keys that are present but undefined. The engine drops such a key, and the rule would then allow more than
   * intended. Default: such a key counts as absent.
   */
  rejectUndefined?: boolean;
  /** Accept fields that are not listed. Default: such a field is an issue. */
  allowUnknownKeys?: boolean;
  /** Hints for fields that belong elsewhere. Such fields are issues even if `allowUnknownKeys` is true. */
  misplacedKeys?: Readonly<Record<string, string>>;
  /** The field that an unknown key probably means. Default: the field with the most similar name. */
  suggestKey?: (key: string) => string | undefined;
  /** Reject an Output, because the set of policies must not depend on an Output. Default: false. */
  plain?: boolean;
  /**
   * Checks that involve several fields. `valid` contains the fields that are known and valid; `presentKeys` contains the names
   * of all fields that are present.
   */
  check?: (valid: Readonly<Record<string, unknown>>, presentKeys: ReadonlySet<string>) => readonly RelativeIssue[];
  suggestion?: Suggestion;
  jsonSchema?: JsonSchemaKeywords;
}

export interface ListSchema {
  kind: "list";
  label: string;
  items: Schema;
  /** See `ObjectSchema.plain`. */
  plain?: boolean;
  /** Minimum number of items. Default: 0. */
  minItems?: number;
  /** Hint for a list with too few items. */
  hint?: string;
  suggestion?: Suggestion;
}

/** An object whose keys the user chooses. */
export interface MapSchema {
  kind: "map";
  label: string;
  key: (key: string) => RelativeIssue | undefined;
  value: ScalarSchema | MapSchema;
  /** See `ObjectSchema.rejectUndefined`. */
  rejectUndefined?: boolean;
  check?: ObjectSchema["check"];
  suggestion?: Suggestion;
  jsonSchema?: JsonSchemaKeywords;
}

/** A string, a number, or a boolean. */
export interface ScalarSchema {
  kind: "scalar";
  types: readonly ("string" | "number" | "boolean")[];
  label: string;
  /** Description of the accepted values, for messages. Default: `label`. */
  expected?: string;
  check?: (value: string | number) => RelativeIssue | undefined;
  /** See `ObjectSchema.plain`. */
  plain?: boolean;
  jsonSchema?: JsonSchemaKeywords;
}

export type Schema = ObjectSchema | ListSchema | MapSchema | ScalarSchema;
