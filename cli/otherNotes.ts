import { printable } from "../policy/problem";
import type { ManifestObject } from "./manifestObjects";

/** Notes on objects that are not read: policies of other kinds one by one, because they count too, the rest as a number. */
export function otherNotes(objects: readonly ManifestObject[]): string[] {
  const policies = new Map<string, number>();
  let rest = 0;
  for (const { apiVersion, kind } of objects) {
    const type = `${kind} of ${apiVersion}`;
    if (read.has(type)) continue;
    if (/networkpolicy$/i.test(kind)) policies.set(type, (policies.get(type) ?? 0) + 1);
    else rest++;
  }
  return [
    ...[...policies]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([type, count]) => `not read: ${count} ${shown(type)}; ${count === 1 ? "it" : "they"} may open or close more`,
      ),
    ...(rest === 0 ? [] : [`passed over: ${rest} ${rest === 1 ? "object" : "objects"} of other kinds`]),
  ];
}

const read = new Set(["NetworkPolicy of networking.k8s.io/v1", "Pod of v1", "Namespace of v1"]);

function shown(type: string): string {
  return printable(type.length > 200 ? `${type.slice(0, 200)}…` : type);
}
