import { isRecord } from "./isRecord";

/** No valid value is nested as deeply. */
const maxDepth = 50;

const dataField = { enumerable: true, configurable: true, writable: true };

/**
 * A deep copy of plain objects and lists. Reads each field once, so that what is validated is what is used, even if a program
 * changes its args later, or if a field has another value each time it is read. Other values, such as class instances, are the
 * same in the copy, so that the validator rejects them, as it rejects a Proxy, which may hide fields.
 */
export function copyOf<T>(value: T): T {
  const copies = new Map<object, unknown>();
  const copy = (inner: unknown, depth: number): unknown => {
    if (inner === null || typeof inner !== "object" || depth > maxDepth) return inner;
    const known = copies.get(inner);
    if (known !== undefined) return known;
    if (Array.isArray(inner)) {
      const list: unknown[] = [];
      copies.set(inner, list);
      // Unlike map, Array.from also visits the holes of a sparse array.
      for (const item of Array.from(inner as unknown[])) list.push(copy(item, depth + 1));
      return list;
    }
    if (!isRecord(inner)) return inner;
    // An instance of no known class, which the validator rejects.
    if (isProxy(inner)) return Object.create({ proxy: true });
    const record: Record<string, unknown> = {};
    copies.set(inner, record);
    // Not an assignment, because a key may be `__proto__`.
    for (const [key, field] of Object.entries(inner))
      Object.defineProperty(record, key, { ...dataField, value: copy(field, depth + 1) });
    return record;
  };
  // Cast: the copy has the same fields.
  return copy(value, 0) as T;
}

/** Whether an object is a Proxy. Only a Proxy cannot be cloned although all of its fields can. */
function isProxy(value: Record<string, unknown>): boolean {
  return !isClonable(value) && isClonable(Object.fromEntries(Object.entries(value)));
}

function isClonable(value: object): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
