import type { AnalysisObjects } from "../analysis/model/analysisInput";
import type { Path } from "../args/schema/issue";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { NetworkPolicyManifest } from "../kubernetes/networkPolicy";
import { type ManifestIssue, manifestObjects } from "./manifestObjects";
import { type ManifestNote, skippedObjectNotes } from "./manifestNotes";
import { namespaceSchema, networkPolicySchema } from "./objectSchemas";
import { hasEnded, isOnHostNetwork, type PodManifest, podOf, podSchema } from "./podManifest";
import { type Manifest, validateManifests } from "./validateManifests";

/** The policies, pods, and namespaces in Kubernetes objects. */
export interface ObjectsRead {
  /**
   * Can be used as an `AnalysisInput`. All parts are sorted by namespace and name. `pods` is absent if there are no Pod
   * objects.
   */
  input: AnalysisObjects & Required<Pick<AnalysisObjects, "policies" | "namespaces">>;
  /** Notes about objects that the analysis ignores. */
  notes: ManifestNote[];
  /**
   * The path of each policy and pod, by kind and name. A path consists of the document's index and the keys inside the
   * document.
   */
  locations: ReadonlyMap<string, Path>;
}

/** Thrown if objects are invalid. */
export class InvalidManifestsError extends Error {
  override readonly name = "InvalidManifestsError";

  constructor(readonly issues: readonly ManifestIssue[]) {
    super(`invalid manifests: ${issues.length} ${issues.length === 1 ? "issue" : "issues"}`);
  }
}

/**
 * Reads parsed Kubernetes objects, such as the output of `kubectl get ns,pods,netpol -A -o json`. Objects that do not specify a
 * namespace are assumed to be in `namespace`. Throws `InvalidManifestsError` with every issue. Policies are never read
 * partially.
 */
export function readObjects(documents: readonly unknown[], namespace = "default"): ObjectsRead {
  const { objects, issues } = manifestObjects(documents);
  const ofKind = (kind: string, apiVersion: string) =>
    objects.filter((object) => object.kind === kind && object.apiVersion === apiVersion);
  const policies = validateManifests<NetworkPolicyManifest & Manifest>(
    ofKind("NetworkPolicy", "networking.k8s.io/v1"),
    networkPolicySchema,
    namespace,
  );
  const pods = validateManifests<PodManifest>(ofKind("Pod", "v1"), podSchema, namespace);
  const namespaces = validateManifests<Manifest>(ofKind("Namespace", "v1"), namespaceSchema, undefined);

  const allIssues = [issues, policies.issues, pods.issues, namespaces.issues].flat().sort(byLocation);
  if (allIssues.length > 0) throw new InvalidManifestsError(allIssues);

  const labels = new Map(
    namespaces.manifests.map(({ metadata }) => [
      metadata.name,
      { ...metadata.labels, [namespaceNameLabel]: metadata.name },
    ]),
  );
  const onHostNetwork = pods.manifests.filter(isOnHostNetwork);
  const withOwnAddress = pods.manifests.filter((pod) => !isOnHostNetwork(pod));
  const running = withOwnAddress.filter((pod) => !hasEnded(pod));
  return {
    input: {
      policies: policies.manifests.map(({ metadata, spec }) => ({
        metadata: {
          name: metadata.name,
          namespace: metadata.namespace,
          ...(metadata.labels !== undefined && { labels: metadata.labels }),
        },
        spec,
      })),
      ...(pods.manifests.length > 0 && {
        pods: running.map((pod) => podOf(pod, labels.get(pod.metadata.namespace))),
      }),
      ...(onHostNetwork.length > 0 && {
        hostNetworkPods: onHostNetwork
          .filter((pod) => !hasEnded(pod))
          .map((pod) => podOf(pod, labels.get(pod.metadata.namespace))),
      }),
      namespaces: Object.fromEntries(labels),
    },
    notes: [
      ...(policies.manifests.length === 0 ? [{ code: "no-policies" as const }] : []),
      ...countNote("pods-on-host-network", onHostNetwork.length),
      ...countNote("pods-ended", withOwnAddress.length - running.length),
      ...skippedObjectNotes(objects),
    ],
    locations: new Map([...policies.locations, ...pods.locations]),
  };
}

function countNote(code: "pods-on-host-network" | "pods-ended", count: number): ManifestNote[] {
  return count === 0 ? [] : [{ code, count }];
}

/** Sorts by document and then by list item. Issues in the same object keep their order. */
function byLocation({ objectPath: [a, , i] }: ManifestIssue, { objectPath: [b, , j] }: ManifestIssue): number {
  return Number(a) - Number(b) || Number(i ?? 0) - Number(j ?? 0);
}
