import type { AnalysisObjects } from "../analysis/model/analysisInput";
import type { Path } from "../args/schema/issue";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { NetworkPolicyManifest } from "../kubernetes/networkPolicy";
import { type ManifestIssue, manifestObjects } from "./manifestObjects";
import { type ManifestNote, skippedObjectNotes } from "./manifestNotes";
import { namespaceSchema, networkPolicySchema } from "./objectSchemas";
import { hasEnded, isOnHostNetwork, type PodManifest, podOf, podSchema } from "./podManifest";
import { type Manifest, validateManifests } from "./validateManifests";

/** What Kubernetes objects say about policies, pods and namespaces. */
export interface ObjectsRead {
  /** Ready to use as an `AnalysisInput`. Everything is sorted by namespace and name. `pods` is absent without any Pod object. */
  input: AnalysisObjects & Required<Pick<AnalysisObjects, "policies" | "namespaces">>;
  /** What the analysis does not look at. */
  notes: ManifestNote[];
  /** The path of each policy and pod, by kind and name: the index of its document, and the keys that lead to it there. */
  locations: ReadonlyMap<string, Path>;
}

/** Objects that are not valid. */
export class InvalidManifestsError extends Error {
  override readonly name = "InvalidManifestsError";

  constructor(readonly issues: readonly ManifestIssue[]) {
    super(`invalid manifests: ${issues.length} issues`);
  }
}

/**
 * Reads parsed Kubernetes objects, such as those of `kubectl get ns,pods,netpol -A -o json`. `namespace` is that of objects that
 * name none. Throws `InvalidManifestsError` with every issue: a policy is read in full or not at all.
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

/** By document and by item of a list. Issues of one object keep their order. */
function byLocation({ objectPath: [a, , i] }: ManifestIssue, { objectPath: [b, , j] }: ManifestIssue): number {
  return Number(a) - Number(b) || Number(i ?? 0) - Number(j ?? 0);
}
