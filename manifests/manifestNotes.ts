import type { PolicyObject } from "../analysis/model/policyObject";
import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import type { ManifestIssue } from "./manifestObjects";
import type { Normalization } from "./asStored";

/** A note about manifests or objects that the analysis ignores. The codes are stable. */
export type ManifestNote =
  /** Policies do not apply to pods on the host network. */
  | { code: "pods-on-host-network"; count: number }
  /** Pods that have terminated. */
  | { code: "pods-ended"; count: number }
  /** Policies of another kind or API group. Results that depend on them are unknown. */
  | { code: "policies-not-evaluated"; apiVersion: string; kind: string; count: number }
  /** Service, EndpointSlice, and Endpoints objects that are not valid. `first` is the first issue. */
  | { code: "services-not-read"; count: number; first: ManifestIssue }
  /** Workloads that are not valid. `first` is the first issue. */
  | { code: "workloads-not-read"; count: number; first: ManifestIssue }
  /** Objects of other kinds. */
  | { code: "objects-skipped"; count: number }
  /**
   * Values in policies that mean another value, such as CIDR blocks with host bits. `first` is the first of them; its values are
   * formatted.
   */
  | { code: "values-normalized"; kind: Normalization["code"]; count: number; first: ObjectNormalization }
  /** There is no networking.k8s.io/v1 NetworkPolicy. */
  | { code: "no-policies" }
  | PreviewNote;

/** A note about what the steps of a preview do with policies. The codes are stable. */
export type PreviewNote =
  /** The stack only reads these policies, so the preview does not contain their content. */
  | { code: "policies-read"; policies: PolicyObject[] }
  /** These policies are in the cluster already, but the preview does not contain their content before the import. */
  | { code: "policies-imported"; policies: PolicyObject[] }
  /** The stack deletes these resources, but their policies stay in the cluster because of the option `retainOnDelete`. */
  | { code: "policies-retained"; policies: PolicyObject[] }
  /** These policies are deleted before their replacements are created. */
  | { code: "policies-deleted-first"; policies: PolicyObject[] }
  /**
   * These policies are replaced under the same name, and the old ones are deleted last. In Kubernetes, both are the same object, so
   * it is gone after the deployment, unless creating the replacement is a conflict, and the deployment fails.
   */
  | { code: "policies-deleted-last"; policies: PolicyObject[] }
  /** A step of a kind that is not known, which may do anything with these policies. */
  | { code: "unknown-step"; op: string; policies: PolicyObject[] };

/** A normalization in an object, which is given by its kind and name. */
export type ObjectNormalization = Normalization & { object: string };

/** One note for each code. */
export function normalizationNotes(all: readonly ObjectNormalization[]): ManifestNote[] {
  return normalizationCodes.flatMap((kind): ManifestNote[] => {
    const own = all.filter(({ code }) => code === kind);
    const [first] = own;
    return first === undefined ? [] : [{ code: "values-normalized", kind, count: own.length, first }];
  });
}

const normalizationCodes = ["cidr", "null-item", "no-spec"] as const;

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

/** The note about Services and endpoints, or about workloads, with issues, if there are any. */
export function unreadNotes(
  code: "services-not-read" | "workloads-not-read",
  issues: readonly ManifestIssue[],
): ManifestNote[] {
  const [first] = issues;
  const count = new Set(issues.map(({ objectPath }) => JSON.stringify(objectPath))).size;
  return first === undefined ? [] : [{ code, count, first }];
}
