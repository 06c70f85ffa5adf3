import { isRecord } from "../policy/isRecord";
import type { Path } from "../policy/problem";

/** What stands at a path of values; undefined where nothing does. */
export function valueAt(values: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), values);
}
