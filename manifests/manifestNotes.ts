import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";

/** A note about manifests or objects that the analysis ignores. The codes are stable. */
export type ManifestNote =
  /** Policies do not apply to pods on the host network. */
  | { code: "pods-on-host-network"; count: number }
  /** Pods that have terminated. */
  | { code: "pods-ended"; count: number }
  /** Policies of another kind or API group. Results that depend on them are unknown. */
  | { code: "policies-not-evaluated"; apiVersion: string; kind: string; count: number }
  /** Objects of other kinds. */
  | { code: "objects-skipped"; count: number }
  /** There is no networking.k8s.io/v1 NetworkPolicy. */
  | { code: "no-policies" };

/** One note for each kind. */
export function unevaluatedPolicyNotes(policies: readonly UnevaluatedPolicy[]): ManifestNote[] {
  const byKind = new Map<string, { apiVersion: string; kind: string; count: number }>();
  for (const { apiVersion, kind } of policies) {
    const key = JSON.stringify([kind, apiVersion]);
    byKind.set(key, { apiVersion, kind, count: (byKind.get(key)?.count ?? 0) + 1 });
  }
  const sorted = [...byKind].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, policies]) => ({ code: "policies-not-evaluated", ...policies }));
}
