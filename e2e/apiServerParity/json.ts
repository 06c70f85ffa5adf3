/** An object in the args. Its contents may be invalid in any way. */
export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The value at a key. Undefined if there is no such key, or the parent is not an object. */
export function valueAt(parent: unknown, key: string): unknown {
  return isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** The objects in a list. Empty if the value is not a list. */
export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The object at a key. If there is none, it is created. */
export function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  if (isObject(value)) return value;
  const created = {};
  parent[key] = created;
  return created;
}

/** The list at a key. If there is none, it is created. */
export function listAt(parent: JsonObject, key: string): unknown[] {
  const value = parent[key];
  if (Array.isArray(value)) return value;
  const created: unknown[] = [];
  parent[key] = created;
  return created;
}

/** Sets a key as parsing a file would: `__proto__` is an ordinary key. */
export function define(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Replaces the contents of an object. */
export function replaceContents(target: JsonObject, source: JsonObject): JsonObject {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  return Object.assign(target, source);
}
