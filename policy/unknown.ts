/** Stands, in args that are to be validated, for a value that is not known yet; it fits anything. */
export const unknown: unique symbol = Symbol("not known yet");

/** Whether a value, or anything inside it, is not known yet. */
export function containsUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(containsUnknown);
}
