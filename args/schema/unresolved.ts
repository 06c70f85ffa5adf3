/** Stands in args for a value that is not known yet, or for a rule or an edge with such a value in it. Every schema accepts it. */
export const UNRESOLVED: unique symbol = Symbol("not known yet");

/** Whether an item of args is known. Typed loosely because `UNRESOLVED` can stand in for any value. */
export function isResolved(value: unknown): boolean {
  return value !== UNRESOLVED;
}
