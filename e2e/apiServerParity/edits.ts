import { define, type JsonObject, listAt, replaceContents } from "./json";
import type { Draft, Location } from "./locations";

/** A change to the args. */
export type Edit = (draft: Draft) => void;

/** Changes to the args, by name. */
export type Edits = Readonly<Record<string, Edit>>;

/** Sets one of the keys to one of the values. */
export function set(location: Location, keys: string | readonly string[], values: readonly unknown[]): Edit {
  return (draft) => define(location(draft), oneOf(draft, keys), copyOfOne(draft, values));
}

/** Adds one of the values to a list. */
export function append(location: Location, keys: string | readonly string[], values: readonly unknown[]): Edit {
  return (draft) => void listAt(location(draft), oneOf(draft, keys)).push(copyOfOne(draft, values));
}

/** Adds the fields of one of the objects. */
export function assign(location: Location, objects: readonly JsonObject[]): Edit {
  return (draft) => void Object.assign(location(draft), copyOfOne(draft, objects));
}

/** Replaces the contents with those of one of the objects. */
export function replace(location: Location, objects: readonly JsonObject[]): Edit {
  return (draft) => void replaceContents(location(draft), copyOfOne(draft, objects));
}

export function remove(location: Location, keys: string | readonly string[]): Edit {
  return (draft) => void Reflect.deleteProperty(location(draft), oneOf(draft, keys));
}

function oneOf(draft: Draft, keys: string | readonly string[]): string {
  return typeof keys === "string" ? keys : draft.random.pick(keys);
}

/** Copied, so that another edit does not change the catalog. */
function copyOfOne<T>(draft: Draft, values: readonly T[]): T {
  return structuredClone(draft.random.pick(values));
}
