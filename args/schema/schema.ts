import type { Issue, Path } from "./issue";

/** An issue of one value. `at` leads from that value to the part that is wrong; default: the value itself. */
export type RelativeIssue = Omit<Issue, "path" | "value"> & { at?: Path; value?: unknown };

/**
 * Keywords of JSON Schema draft-07 that say as much of a schema as JSON Schema can, beyond its kind and its fields. The checks
 * say the same and the rest. Regular expressions avoid lookahead, so that tools written in Go can read them.
 */
export type JsonSchemaKeywords = Readonly<Record<string, unknown>>;

/** What the user probably meant by a value of the wrong type, as one-line YAML; undefined if there is no good guess. */
export type Suggestion = (value: unknown) => string | undefined;

/** An object with fixed fields. */
export interface ObjectSchema {
  kind: "object";
  /** What it is, for messages: "an ingress rule". */
  label: string;
  /**
   * The TypeScript type of the object. The JSON Schema has a definition of this name, with the descriptions of that type's
   * doc comments. Absent: the JSON Schema is never written.
   */
  typeName?: string;
  fields: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  /**
   * Reject keys that are present but undefined. The engine drops such a key, and the rule would then allow more than
   * intended. Default: such a key counts as absent.
   */
  rejectUndefined?: boolean;
  /** Accept fields that are not listed. Default: each is an issue. */
  allowUnknownKeys?: boolean;
  /** Hints for fields that belong elsewhere. These are issues even if `allowUnknownKeys` is true. */
  misplacedKeys?: Readonly<Record<string, string>>;
  /** Must not be an Output: the set of policies must not depend on one. */
  plain?: boolean;
  /** Checks between fields. `valid` has the fields that are known and valid; `presentKeys` names all fields that are present. */
  check?: (valid: Readonly<Record<string, unknown>>, presentKeys: ReadonlySet<string>) => readonly RelativeIssue[];
  suggestion?: Suggestion;
  jsonSchema?: JsonSchemaKeywords;
}

export interface ListSchema {
  kind: "list";
  label: string;
  items: Schema;
  /** As for objects. */
  plain?: boolean;
  /** Minimum number of items. Default: 0. */
  minItems?: number;
  /** What to do instead of giving too few items. */
  hint?: string;
  suggestion?: Suggestion;
}

/** An object whose keys the user chooses. */
export interface MapSchema {
  kind: "map";
  label: string;
  key: (key: string) => RelativeIssue | undefined;
  value: ScalarSchema;
  /** As for objects. */
  rejectUndefined?: boolean;
  check?: ObjectSchema["check"];
  jsonSchema?: JsonSchemaKeywords;
}

/** A string, a number, or a boolean. */
export interface ScalarSchema {
  kind: "scalar";
  types: readonly ("string" | "number" | "boolean")[];
  label: string;
  /** What is accepted, for messages. Default: `label`. */
  expected?: string;
  check?: (value: string | number) => RelativeIssue | undefined;
  /** As for objects. */
  plain?: boolean;
  jsonSchema?: JsonSchemaKeywords;
}

export type Schema = ObjectSchema | ListSchema | MapSchema | ScalarSchema;
