import type { Pod } from "../analysis/party";
import { namespaceShape, networkPolicyShape } from "../policy/manifestShape";
import type { LabelMap, NetworkPolicyManifest } from "../policy/notation";
import { type Path, problemLines } from "../policy/problem";
import { InputError } from "./inputError";
import { type Flaw, manifestObjects } from "./manifestObjects";
import { otherNotes } from "./otherNotes";
import { parseDocuments } from "./parseDocuments";
import { hasEnded, isOnHostNetwork, type PodManifest, podOf, podShape } from "./podManifest";
import { positions } from "./positions";
import { readText, shownName } from "./readText";
import { type Manifest, soundManifests } from "./soundManifests";

/** What manifests say of policies, pods and namespaces. */
export interface Manifests {
  /** Sorted by namespace and name; each names its namespace. */
  policies: NetworkPolicyManifest[];
  /** Sorted by namespace and name. Undefined when there is no Pod object at all. */
  pods: Pod[] | undefined;
  /** All labels of each namespace that is there as an object, `kubernetes.io/metadata.name` among them. */
  namespaces: Record<string, LabelMap>;
  /** What was left out and why, a line each, for stderr. */
  notes: string[];
}

/** Manifests that are a text, so that what stands in it can be pointed at. */
export interface ManifestsFile extends Manifests {
  /** `file:line:column` of each path in an object, or of the nearest thing around it. */
  locate(paths: readonly { object: string; path: Path }[]): (string | undefined)[];
}

/** Above what the largest clusters come to, and within the memory of a usual machine. */
export const largestManifests = 256 * 1024 * 1024;

/** As many as are shown of what is wrong. */
const mostPlaces = 50;

/**
 * Reads Kubernetes manifests in YAML or JSON (`-` is stdin), as `kubectl get ns,pods,netpol -A -o yaml` or a chart's render
 * gives them; `namespace` is that of objects that name none. Throws `InputError` with all that is wrong in them: a policy
 * is read in full, or not at all.
 */
export function readManifests(file: string, namespace: string): ManifestsFile {
  const name = shownName(file);
  const text = readText(file, name, largestManifests);
  const documents = parseDocuments(text, name);
  if (documents.every((document) => document === null)) throw new InputError(`${name}: no object in it`);
  const { manifests, places } = manifestsIn(documents, namespace, (flaws) => flawLines(flaws, name, text));
  const none = manifests.policies.length === 0 ? ["no NetworkPolicy of networking.k8s.io/v1 in the manifests"] : [];
  const locate: ManifestsFile["locate"] = (paths) =>
    positions(
      text,
      paths.map(({ object, path }) => [...(places.get(object) ?? []), ...path]),
    ).map((place) => place && `${name}:${place}`);
  return { ...manifests, notes: [...none, ...manifests.notes], locate };
}

/**
 * The same of documents that are read already; `linesOf` words what is wrong in them. `places` are where policies and pods
 * stand, by kind and name: the number of the document, from 0, and the keys that lead there.
 */
export function manifestsIn(
  documents: readonly unknown[],
  namespace: string,
  linesOf: (flaws: readonly Flaw[]) => string[],
): { manifests: Manifests; places: ReadonlyMap<string, Path> } {
  const { objects, wrong } = manifestObjects(documents);
  const of = (kind: string, apiVersion: string) =>
    objects.filter((object) => object.kind === kind && object.apiVersion === apiVersion);
  const policies = soundManifests<NetworkPolicyManifest & Manifest>(
    of("NetworkPolicy", "networking.k8s.io/v1"),
    networkPolicyShape,
    namespace,
  );
  const pods = soundManifests<PodManifest>(of("Pod", "v1"), podShape, namespace);
  const namespaces = soundManifests<Manifest>(of("Namespace", "v1"), namespaceShape, undefined);

  const flaws = [wrong, policies.wrong, pods.wrong, namespaces.wrong].flat().sort(byPlace);
  if (flaws.length > 0) throw new InputError(linesOf(flaws).join("\n"));

  const labels = new Map(
    namespaces.manifests.map(({ metadata }) => [
      metadata.name,
      { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name },
    ]),
  );
  const onHostNetwork = pods.manifests.filter(isOnHostNetwork);
  const reached = pods.manifests.filter((pod) => !isOnHostNetwork(pod));
  const alive = reached.filter((pod) => !hasEnded(pod));
  const read: Manifests = {
    policies: policies.manifests.map(({ metadata, spec }) => ({
      metadata: {
        name: metadata.name,
        namespace: metadata.namespace,
        ...(metadata.labels !== undefined && { labels: metadata.labels }),
      },
      spec,
    })),
    pods: pods.manifests.length === 0 ? undefined : alive.map((pod) => podOf(pod, labels.get(pod.metadata.namespace))),
    namespaces: Object.fromEntries(labels),
    notes: [
      ...counted(onHostNetwork.length, "on the host network: policies do not apply to", "it", "them"),
      ...counted(reached.length - alive.length, "that", "has ended", "have ended"),
      ...otherNotes(objects),
    ],
  };
  return { manifests: read, places: new Map([...policies.places, ...pods.places]) };
}

/** A note on so many pods; none of none. */
function counted(count: number, what: string, forOne: string, forMore: string): string[] {
  return count === 0
    ? []
    : [`left out: ${count} ${count === 1 ? "pod" : "pods"} ${what} ${count === 1 ? forOne : forMore}`];
}

function flawLines(flaws: readonly Flaw[], name: string, text: string): string[] {
  const places = positions(
    text,
    flaws.slice(0, mostPlaces).map(({ path }) => path),
  );
  return problemLines(
    flaws.map((flaw, i) => ({ ...flaw, place: places[i] })),
    ({ text: words, place }) => `${name}:${place === undefined ? "" : `${place}:`} ${words}`,
  );
}

/** By document and by item of a list; what is wrong in one object stays in its order. */
function byPlace({ path: [a, , i] }: Flaw, { path: [b, , j] }: Flaw): number {
  return Number(a) - Number(b) || Number(i ?? 0) - Number(j ?? 0);
}
