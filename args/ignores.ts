import type { IgnoreArgs } from "./args";
import { formatPath, type Path } from "./schema/issue";

/** A location in the args, or in a manifest. */
export interface Location {
  path: Path;
  /** The manifest, such as `NetworkPolicy vald/vald-agent-allow`. If absent, the location is in the args. */
  object?: string;
}

/** A location as text: `edges[0].from`, `NetworkPolicy vald/vald-agent-allow: spec.ingress[0]`. */
export function formatLocation({ object, path }: Location): string {
  return [...(object === undefined ? [] : [object]), ...(path.length === 0 ? [] : [formatPath(path)])].join(": ");
}

/** Whether an `ignore` entry accepts a finding: it is at the entry's location, or inside it. */
export function ignores({ id, path }: IgnoreArgs, finding: Location & { id: string }): boolean {
  if (finding.id !== id) return false;
  const enclosing = [...finding.path.map((_, depth) => finding.path.slice(0, depth)), finding.path];
  return path === undefined || enclosing.some((around) => formatLocation({ ...finding, path: around }) === path);
}
