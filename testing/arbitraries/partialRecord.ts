import fc from "fast-check";

/** A record whose fields may all be absent. */
export function partialRecord<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  return fc.record<T>(fields, { requiredKeys: [], noNullPrototype: true });
}
