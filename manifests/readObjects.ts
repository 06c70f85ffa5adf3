import type { AnalysisObjects } from "../analysis/model/analysisInput";
import { policyObjectText } from "../analysis/model/policyObject";
import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import type { Path } from "../args/schema/issue";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { NetworkPolicyManifest } from "../kubernetes/networkPolicy";
import { type ManifestIssue, manifestObjects } from "./manifestObjects";
import { type ManifestNote, unevaluatedPolicyNotes, unreadServiceNotes } from "./manifestNotes";
import { namespaceSchema, networkPolicySchema } from "./objectSchemas";
import { hasEnded, isOnHostNetwork, type PodManifest, podOf, podSchema } from "./podManifest";
import { readServices, serviceKinds } from "./readServices";
import { unevaluatedPolicy } from "./unevaluatedPolicy";
import { type Manifest, validateManifests } from "./validateManifests";

type ObjectKind = readonly [kind: string, apiVersion: string];
const networkPolicyKind: ObjectKind = ["NetworkPolicy", "networking.k8s.io/v1"];
const podKind: ObjectKind = ["Pod", "v1"];
const namespaceKind: ObjectKind = ["Namespace", "v1"];
const readKinds: readonly ObjectKind[] = [networkPolicyKind, podKind, namespaceKind, ...serviceKinds];

/** The policies, pods, namespaces, and Services in Kubernetes objects. */
export interface ObjectsRead {
  /**
   * Can be used as an `AnalysisInput`. All parts are sorted by namespace and name. `pods` and `services` are absent if
   * there are no such objects.
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
  const { objects: all, issues } = manifestObjects(documents);
  const unevaluatedPolicies: UnevaluatedPolicy[] = [];
  const unevaluatedLocations: [string, Path][] = [];
  const objects = all.filter((object) => {
    const policy = unevaluatedPolicy(object, namespace);
    if (policy !== undefined) {
      unevaluatedPolicies.push(policy);
      unevaluatedLocations.push([policyObjectText(policy), object.path]);
    }
    return policy === undefined;
  });
  const ofKind = ([kind, apiVersion]: ObjectKind) =>
    objects.filter((object) => object.kind === kind && object.apiVersion === apiVersion);
  const policies = validateManifests<NetworkPolicyManifest & Manifest>(
    ofKind(networkPolicyKind),
    networkPolicySchema,
    namespace,
  );
  const pods = validateManifests<PodManifest>(ofKind(podKind), podSchema, namespace);
  const namespaces = validateManifests<Manifest>(ofKind(namespaceKind), namespaceSchema, undefined);
  const { services, issues: serviceIssues } = readServices(ofKind, namespace);

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
      ...(services !== undefined && { services }),
      ...(unevaluatedPolicies.length > 0 && { unevaluatedPolicies }),
    },
    notes: [
      ...(policies.manifests.length === 0 ? [{ code: "no-policies" as const }] : []),
      ...countNote("pods-on-host-network", onHostNetwork.length),
      ...countNote("pods-ended", withOwnAddress.length - running.length),
      ...unevaluatedPolicyNotes(unevaluatedPolicies),
      ...unreadServiceNotes(serviceIssues),
      ...countNote("objects-skipped", objects.filter(({ kind, apiVersion }) => !isRead(kind, apiVersion)).length),
    ],
    locations: new Map([...policies.locations, ...pods.locations, ...unevaluatedLocations]),
  };
}

function isRead(kind: string, apiVersion: string): boolean {
  return readKinds.some(([ofKind, version]) => ofKind === kind && version === apiVersion);
}

function countNote(code: "pods-on-host-network" | "pods-ended" | "objects-skipped", count: number): ManifestNote[] {
  return count === 0 ? [] : [{ code, count }];
}

/** Sorts by document and then by list item. Issues in the same object keep their order. */
function byLocation({ objectPath: a }: ManifestIssue, { objectPath: b }: ManifestIssue): number {
  const different = a.findIndex((key, i) => key !== b[i]);
  return different < 0 ? 0 : Number(a[different]) - Number(b[different] ?? -1);
}
