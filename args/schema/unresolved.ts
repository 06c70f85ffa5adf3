/**
 * A placeholder in args for a value that is not known yet, or for a rule or edge that contains such a value. Every schema that
 * is not `plain` accepts the placeholder.
 */
export const UNRESOLVED: unique symbol = Symbol("not known yet");

/** Whether an item in args is known. The parameter type is `unknown` because `UNRESOLVED` can replace any value. */
export function isResolved(value: unknown): boolean {
  return value !== UNRESOLVED;
}
