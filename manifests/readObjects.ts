import { InvalidArgsError } from "../args/invalidArgsError";
import { formatValue } from "../args/schema/issue";
import type { AnalysisObjects } from "../analysis/model/analysisInput";
import { assertInput } from "../analysis/model/assertInput";
import { namespaceNameSchema } from "../analysis/model/inputSchemas";
import type { Pod } from "../analysis/model/peer";
import { policyObjectText } from "../analysis/model/policyObject";
import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import type { Path } from "../args/schema/issue";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { NetworkPolicyManifest } from "../kubernetes/networkPolicy";
import { byLocation, type InvalidObject, invalidObject, InvalidManifestsError, invalidPolicy } from "./invalidObject";
import { manifestObjects } from "./manifestObjects";
import { type ManifestNote, normalizationNotes, unevaluatedPolicyNotes, unreadNotes } from "./manifestNotes";
import { namespaceSchema, networkPolicySchema } from "./objectSchemas";
import { type PodManifest, podSchema } from "./podManifest";
import { podsOf } from "./podsOf";
import { readServices, serviceKinds } from "./readServices";
import { unevaluatedPolicy } from "./unevaluatedPolicy";
import { type Manifest, validateManifests } from "./validateManifests";
import { workloadKinds } from "./workloadKinds";
import { withName, type WorkloadManifest, workloadSchema } from "./workloadManifest";

type ObjectKind = readonly [kind: string, apiVersion: string];
const networkPolicyKind: ObjectKind = ["NetworkPolicy", "networking.k8s.io/v1"];
const podKind: ObjectKind = ["Pod", "v1"];
const namespaceKind: ObjectKind = ["Namespace", "v1"];
const readKinds: readonly ObjectKind[] = [networkPolicyKind, podKind, namespaceKind, ...workloadKinds, ...serviceKinds];

/** The policies, pods, namespaces, and Services in Kubernetes objects. Workloads are read as the pods that they create. */
export interface ObjectsRead {
  /**
   * Can be used as an `AnalysisInput`. All parts are sorted by namespace and name, with workloads last. `pods` is absent if there
   * are no Pod objects and no workloads, and `services` is absent if there are no Services.
   */
  input: AnalysisObjects & Required<Pick<AnalysisObjects, "policies" | "namespaces">>;
  /** Notes about objects that the analysis ignores. */
  notes: ManifestNote[];
  /**
   * The path of each policy, pod, and workload, by kind and name. A path consists of the document's index and the keys inside the
   * document.
   */
  locations: ReadonlyMap<string, Path>;
  /** The objects that cannot be read. Pass them to `requireValidObjects`. */
  invalid: readonly InvalidObject[];
}

/**
 * Reads a list of parsed Kubernetes objects, such as `[JSON.parse(text)]` for the output of `kubectl get ns,pods,netpol -A -o json`.
 * The result's `input` is the input of the other functions. Objects that do not specify a namespace are assumed to be in `namespace`. Whatever an API server may hold is read as it is meant.
 *
 * Policies are never read partially: a NetworkPolicy that is invalid counts as one that is not evaluated, and other invalid objects
 * are omitted. All of them are in `invalid`. Throws `InvalidManifestsError` with every issue if something is not an object, or if an
 * object's namespace cannot be read.
 */
export function readObjects(documents: readonly unknown[], namespace = "default"): ObjectsRead {
  if (!Array.isArray(documents))
    throw new InvalidArgsError([
      {
        code: "wrong-type",
        path: ["documents"],
        value: formatValue(documents),
        expected: "a list of parsed Kubernetes objects",
      },
    ]);
  assertInput(namespace, namespaceNameSchema, ["namespace"]);
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
  const workloads = workloadKinds.map((kind) => ({
    kind: kind[0],
    ...validateManifests<WorkloadManifest>(ofKind(kind).map(withName), workloadSchema, namespace, "first"),
  }));
  const namespaces = validateManifests<Manifest>(ofKind(namespaceKind), namespaceSchema, undefined);
  const { services, issues: serviceIssues } = readServices(ofKind, namespace);

  const notRead = [policies, pods, namespaces].flatMap(({ invalid }) => invalid);
  const invalid = notRead.map(({ object, issues: own }) => invalidObject(object, own, namespace));
  if (issues.length > 0 || invalid.includes(undefined)) {
    const allIssues = [...issues, ...notRead.flatMap((one) => one.issues)];
    throw new InvalidManifestsError(allIssues.sort(byLocation));
  }
  const readable = invalid.filter((object) => object !== undefined);
  const invalidPolicies = readable.flatMap(({ policy }) => (policy === undefined ? [] : [invalidPolicy(policy)]));
  const unread = workloads
    .flatMap((one) => one.invalid)
    .map(({ object, issues: own }) => invalidObject(object, own, namespace));
  const unreadNamespaces = [...readable.filter(({ policy }) => policy === undefined), ...unread].flatMap(
    (object) => object?.namespace ?? [],
  );
  const notEvaluated = [...unevaluatedPolicies, ...invalidPolicies];

  const labels = new Map(
    namespaces.manifests.map(({ metadata }) => [
      metadata.name,
      { ...metadata.labels, [namespaceNameLabel]: metadata.name },
    ]),
  );
  const given = podsOf(
    pods.manifests,
    workloads.flatMap(({ kind, manifests }) => manifests.map((manifest) => ({ kind, ...manifest }))),
    labels,
  );
  const { hostNetworkPods = [], endedPods = [] } = given;
  const isOnHostNetwork = ({ hostNetwork }: Pod) => hostNetwork === true;
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
      ...given,
      namespaces: Object.fromEntries(labels),
      ...(services !== undefined && { services }),
      ...(unreadNamespaces.length > 0 && { unreadNamespaces: [...new Set(unreadNamespaces)].sort() }),
      ...(notEvaluated.length > 0 && { unevaluatedPolicies: notEvaluated }),
    },
    notes: [
      ...(policies.manifests.length === 0 && invalidPolicies.length === 0 ? [{ code: "no-policies" as const }] : []),
      ...normalizationNotes(policies.normalizations),
      ...countNote("pods-on-host-network", [...hostNetworkPods, ...endedPods].filter(isOnHostNetwork).length),
      ...countNote("pods-ended", endedPods.filter((pod) => !isOnHostNetwork(pod)).length),
      ...unevaluatedPolicyNotes(unevaluatedPolicies),
      ...unreadNotes("services-not-read", serviceIssues),
      ...unreadNotes(
        "workloads-not-read",
        workloads.flatMap((one) => one.invalid).flatMap((one) => one.issues),
      ),
      ...countNote("objects-skipped", objects.filter(({ kind, apiVersion }) => !isRead(kind, apiVersion)).length),
    ],
    locations: new Map([
      ...endedPods.flatMap(({ name, namespace: of, workload }): [string, Path][] => {
        const path = pods.locations.get(`Pod ${of}/${name}`);
        return workload === undefined || path === undefined ? [] : [[`${workload.kind} ${of}/${workload.name}`, path]];
      }),
      ...policies.locations,
      ...pods.locations,
      ...workloads.flatMap((one) => [...one.locations]),
      ...unevaluatedLocations,
    ]),
    invalid: readable,
  };
}

function isRead(kind: string, apiVersion: string): boolean {
  return readKinds.some(([ofKind, version]) => ofKind === kind && version === apiVersion);
}

function countNote(code: "pods-on-host-network" | "pods-ended" | "objects-skipped", count: number): ManifestNote[] {
  return count === 0 ? [] : [{ code, count }];
}
