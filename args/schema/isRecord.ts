/**
 * Whether a value is a plain object, from this realm or another one, of which all fields can be seen and read once: a class
 * instance, or an object with inherited, hidden, Symbol, or computed fields, is not.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && !isObjectPrototype(prototype)) return false;
  return Reflect.ownKeys(value).every((key) => {
    const field = Object.getOwnPropertyDescriptor(value, key);
    return typeof key === "string" && field?.enumerable === true && "value" in field;
  });
}

function isObjectPrototype(prototype: unknown): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, "isPrototypeOf");
}
