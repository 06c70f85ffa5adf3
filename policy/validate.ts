import { argsShape } from "./argsShape";
import { nearest } from "./nearest";
import { type Path, type Problem, type ProblemCode, valueText } from "./problem";
import type { Complaint, MapShape, ObjectShape, Shape } from "./shape";
import { isRecord } from "./isRecord";
import { unknown as notKnown } from "./unknown";

/**
 * Everything that is wrong with args, from the top level down, in the order in which it stands there; empty when they are
 * right. Takes anything at all, follows only the fields it knows, and counts `unknown` as fitting wherever a value may
 * come late. What is accepted here the API server accepts.
 */
export function validate(args: unknown): Problem[] {
  return validateShape(args, argsShape, []);
}

/** As `validate`, for one part of the args on its own; `path` is where it stands. */
export function validateShape(value: unknown, shape: Shape, path: Path): Problem[] {
  const found = (code: ProblemCode, expected: string, hint?: string): Problem[] => [
    { code, path, value: valueText(value), expected, ...(hint !== undefined && { hint }) },
  ];
  const wrongType = (): Problem[] => {
    const meant = "instead" in shape ? shape.instead?.(value) : undefined;
    return found("wrong-type", shape.what, meant === undefined ? undefined : `did you mean ${meant}?`);
  };
  if (value === notKnown) {
    if (!("plain" in shape && shape.plain === true)) return [];
    return [
      {
        code: "not-plain",
        path,
        value: "an Output or a Promise",
        expected: `${shape.what} that is there from the start`,
        hint: "which policies exist cannot depend on a value that is known only later",
      },
    ];
  }
  if (value === null || value === undefined) {
    return found(
      "null-value",
      expectedOf(shape),
      "to say nothing here, leave the field out; an empty value may stand for everyone",
    );
  }
  switch (shape.kind) {
    case "scalar": {
      if (!shape.types.some((type) => typeof value === type)) {
        const isUnquoted =
          shape.expected === undefined &&
          shape.types.includes("string") &&
          (typeof value === "number" || typeof value === "boolean");
        return found("wrong-type", expectedOf(shape), isUnquoted ? `text stands in quotes: "${value}"` : undefined);
      }
      const complaint = typeof value === "boolean" ? undefined : shape.check?.(value as string | number);
      return complaint === undefined ? [] : [problemOf(complaint, value, path)];
    }
    case "list": {
      if (!Array.isArray(value)) return wrongType();
      if (value.length < (shape.atLeast ?? 0)) return found("empty-list", `${shape.what}, one at least`, shape.hint);
      // Array.from also visits the holes of a sparse list.
      return Array.from(value as unknown[], (item, i) => validateShape(item, shape.of, [...path, i])).flat();
    }
    case "map":
    case "object": {
      if (!isRecord(value)) return wrongType();
      const entries = Object.entries(value).filter(([, inner]) => shape.strict === true || inner !== undefined);
      return validateEntries(Object.fromEntries(entries), shape, path);
    }
  }
}

function expectedOf(shape: Shape): string {
  return shape.kind === "scalar" ? (shape.expected ?? shape.what) : shape.what;
}

function validateEntries(value: Record<string, unknown>, shape: MapShape | ObjectShape, path: Path): Problem[] {
  const problems: Problem[] = [];
  const sound: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    const own = shape.kind === "map" ? keyProblems(key, shape, at) : fieldProblems(key, shape, at);
    const innerShape = shape.kind === "map" ? shape.value : ownField(shape, key);
    // No push(...many): the arguments of a call stand on the stack, and a long list may have more problems than fit there.
    const all = innerShape === undefined ? own : own.concat(validateShape(inner, innerShape, at));
    if (all.length === 0 && inner !== notKnown) sound[key] = inner;
    for (const problem of all) problems.push(problem);
  }
  if (shape.kind === "object") {
    for (const field of shape.required ?? []) {
      if (!Object.hasOwn(value, field)) {
        const expected = shape.fields[field]?.what ?? "a value";
        problems.push({ code: "missing-field", path: [...path, field], expected, hint: `${shape.what} needs it` });
      }
    }
  }
  for (const complaint of shape.check?.(sound, new Set(Object.keys(value))) ?? [])
    problems.push(problemOf(complaint, value, path));
  return problems;
}

function keyProblems(key: string, shape: MapShape, at: Path): Problem[] {
  const complaint = shape.key(key);
  return complaint === undefined ? [] : [problemOf(complaint, key, at)];
}

function fieldProblems(key: string, shape: ObjectShape, at: Path): Problem[] {
  if (ownField(shape, key) !== undefined) return [];
  if (shape.open === true && !Object.hasOwn(shape.elsewhere ?? {}, key)) return [];
  const known = Object.keys(shape.fields);
  const near = nearest(key, known);
  const hint = shape.elsewhere?.[key] ?? (near === undefined ? undefined : `did you mean ${near}?`);
  return [
    {
      code: "unknown-field",
      path: at,
      expected: `${known.length > 1 ? "one of " : ""}${known.join(", ")}`,
      ...(hint !== undefined && { hint }),
    },
  ];
}

function problemOf({ at = [], value: part, ...complaint }: Complaint, value: unknown, path: Path): Problem {
  const shown = at.length === 0 ? value : part;
  return { ...complaint, path: [...path, ...at], ...(shown !== undefined && { value: valueText(shown) }) };
}

/** The field's shape, never something inherited such as `constructor`. */
function ownField(shape: ObjectShape, key: string): Shape | undefined {
  return Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
}
