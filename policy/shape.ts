import type { Path, Problem } from "./problem";

/** What a check of one value found; `at` leads from the value to the part that is wrong. */
export type Complaint = Omit<Problem, "path" | "value"> & { at?: Path; value?: unknown };

/**
 * What JSON Schema can say of a shape beyond its kind and its fields, in keywords of draft-07; the checks say the same and
 * the rest. Regular expressions are of the common kind, without lookahead, so that tools in Go can read them too.
 */
export type SchemaKeywords = Readonly<Record<string, unknown>>;

/** What was probably meant by a value of another type, as one writes it in YAML on one line; undefined when nobody knows. */
export type Instead = (value: unknown) => string | undefined;

/** An object with fields of its own. */
export interface ObjectShape {
  kind: "object";
  /** What it is, in words: "an ingress rule". */
  what: string;
  fields: Readonly<Record<string, Shape>>;
  required?: readonly string[];
  /**
   * Whether a field that is present with undefined is an error instead of absent. So it is inside rules: the engine would
   * drop the field, and a rule without it means more than the rule that was meant.
   */
  strict?: boolean;
  /** Whether fields that are not listed are none of our business. Default: each is an error. */
  open?: boolean;
  /** Hints for unknown fields that have a meaning elsewhere; also where `open`, they are errors. */
  elsewhere?: Readonly<Record<string, string>>;
  /** Must be there from the start: which policies exist cannot depend on an Output. */
  plain?: boolean;
  /**
   * What must hold between fields. `sound` holds those that are right in themselves and known; `given` names all that are
   * there.
   */
  check?: (sound: Readonly<Record<string, unknown>>, given: ReadonlySet<string>) => readonly Complaint[];
  instead?: Instead;
  schema?: SchemaKeywords;
}

export interface ListShape {
  kind: "list";
  what: string;
  of: Shape;
  /** As for objects. */
  plain?: boolean;
  /** How many items there must be. Default: none. */
  atLeast?: number;
  /** What to do instead of giving fewer. */
  hint?: string;
  instead?: Instead;
}

/** An object whose keys the user chooses. */
export interface MapShape {
  kind: "map";
  what: string;
  key: (key: string) => Complaint | undefined;
  value: ScalarShape;
  /** As for objects. */
  strict?: boolean;
  check?: ObjectShape["check"];
  schema?: SchemaKeywords;
}

/** Text, a number or a boolean. */
export interface ScalarShape {
  kind: "scalar";
  types: readonly ("string" | "number" | "boolean")[];
  what: string;
  /** What it may be, where that says more than what it is. */
  expected?: string;
  check?: (value: string | number) => Complaint | undefined;
  /** As for objects. */
  plain?: boolean;
  schema?: SchemaKeywords;
}

export type Shape = ObjectShape | ListShape | MapShape | ScalarShape;
