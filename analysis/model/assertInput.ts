import { InvalidArgsError } from "../../args/invalidArgsError";
import { isRecord } from "../../args/schema/isRecord";
import { formatValue, type Issue, type Path } from "../../args/schema/issue";
import type { ObjectSchema, Schema } from "../../args/schema/schema";
import { validateSchema } from "../../args/schema/validateSchema";
import { suggestComponent } from "../../args/suggestComponent";
import { addressPeerSchema, podPeerSchema, questionSchema, serviceQuestionSchema } from "./inputSchemas";

/** Throws `InvalidArgsError` if a value that a program passed does not have the structure that its type promises. */
export function assertInput(value: unknown, schema: Schema, path: Path = []): void {
  const issues = validateSchema(value, schema, path);
  if (issues.length > 0) throw new InvalidArgsError(issues);
}

/** Like `assertInput`, for a question. Its ends are peers or, if `mayBeComponents`, also the names of components. */
export function assertQuestion(question: unknown, { mayBeComponents }: { mayBeComponents: boolean }): void {
  assertEnds(question, questionSchema, ["from", "to"], mayBeComponents);
}

/** Like `assertQuestion`, for a question about a Service. */
export function assertServiceQuestion(question: unknown): void {
  assertEnds(question, serviceQuestionSchema, ["from"], true);
}

/** Checks `ends` by the schemas of peers, and the other fields by `schema`. */
function assertEnds(
  question: unknown,
  schema: ObjectSchema,
  ends: readonly ("from" | "to")[],
  mayBeComponents: boolean,
): void {
  const present = ends.filter((end) => isRecord(question) && Object.hasOwn(question, end));
  const others = present.reduce<unknown>((rest, end) => ({ ...(rest as object), [end]: {} }), question);
  const issues = validateSchema(others, schema, []).concat(
    present.flatMap((end) => endIssues((question as Record<string, unknown>)[end], [end], mayBeComponents)),
  );
  if (issues.length > 0) throw new InvalidArgsError(issues);
}

function endIssues(value: unknown, path: Path, mayBeComponents: boolean): Issue[] {
  if (mayBeComponents && typeof value === "string") {
    const component = suggestComponent(value);
    if (component === value) return [];
    const hint = component && `did you mean \`${component}\`?`;
    const expected = "a component, a pod (`namespace`, `labels`), or an address (`address`)";
    return [{ code: "invalid-values", path, value: formatValue(value), expected, ...(hint !== undefined && { hint }) }];
  }
  const isAddress = isRecord(value) && Object.hasOwn(value, "address");
  return validateSchema(value, isAddress ? addressPeerSchema : podPeerSchema, path);
}
