import type { Tree } from "./draw";

/** The object at a key; where there is none, a new one is put there. */
export function record(parent: Tree, key: string, make: () => Tree = () => ({})): Tree {
  const there = parent[key];
  if (isTree(there)) return there;
  const made = make();
  parent[key] = made;
  return made;
}

/** The list at a key; where there is none, an empty one is put there. */
export function list(parent: Tree, key: string): unknown[] {
  const there = parent[key];
  if (Array.isArray(there)) return there;
  const made: unknown[] = [];
  parent[key] = made;
  return made;
}

/** Sets a key as text of a file would: `__proto__` too is only a key. */
export function define(parent: object, key: string, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Replaces all that is in an object. */
export function replaced(target: Tree, source: Tree): Tree {
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key);
  return Object.assign(target, source);
}

/** What stands at a key, never something inherited; undefined where the value is no object. */
export function at(value: unknown, key: string): unknown {
  return isTree(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The objects in a list; none where the value is no list. */
export function treesIn(value: unknown): Tree[] {
  return Array.isArray(value) ? value.filter(isTree) : [];
}

export function isTree(value: unknown): value is Tree {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
