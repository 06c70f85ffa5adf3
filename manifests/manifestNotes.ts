import type { ManifestObject } from "./manifestObjects";

/** A note about manifests or objects that the analysis ignores. The codes are stable. */
export type ManifestNote =
  /** Policies do not apply to pods on the host network. */
  | { code: "pods-on-host-network"; count: number }
  /** Pods that have terminated. */
  | { code: "pods-ended"; count: number }
  /** Policies of another kind or API group, which may open or close more connections. */
  | { code: "policies-not-read"; apiVersion: string; kind: string; count: number }
  /** Objects of other kinds. */
  | { code: "objects-skipped"; count: number }
  /** There is no networking.k8s.io/v1 NetworkPolicy. */
  | { code: "no-policies" };

/**
 * Notes about objects that are not read: one for each other kind of policy, because such policies also affect connections, and
 * one for all other objects.
 */
export function skippedObjectNotes(objects: readonly ManifestObject[]): ManifestNote[] {
  const policies = new Map<string, { apiVersion: string; kind: string; count: number }>();
  let skipped = 0;
  for (const { apiVersion, kind } of objects) {
    if (isRead(apiVersion, kind)) continue;
    if (!/networkpolicy$/i.test(kind)) {
      skipped++;
      continue;
    }
    const key = JSON.stringify([kind, apiVersion]);
    policies.set(key, { apiVersion, kind, count: (policies.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...policies].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...sorted.map(([, policy]): ManifestNote => ({ code: "policies-not-read", ...policy })),
    ...(skipped === 0 ? [] : [{ code: "objects-skipped" as const, count: skipped }]),
  ];
}

function isRead(apiVersion: string, kind: string): boolean {
  return (
    (apiVersion === "networking.k8s.io/v1" && kind === "NetworkPolicy") ||
    (apiVersion === "v1" && (kind === "Pod" || kind === "Namespace"))
  );
}
