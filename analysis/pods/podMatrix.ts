import type { NetworkPolicyManifest } from "../../policy/notation";
import { sortedKeys } from "../../policy/sortedKeys";
import { type ClassConnection, classConnections } from "./classConnections";
import { isolations } from "../isolation";
import { mentions } from "./mentions";
import { type Missing, missing } from "./missing";
import type { Pod } from "../party";
import { PodIndex } from "./podIndex";
import { type PodKind, podKinds } from "./podKinds";
import { PortSets } from "./portSets";
import { sourceClasses } from "./sourceClasses";
import { targetColumns } from "./targetColumns";
import { terms } from "./terms";

/**
 * What each pod may open to each other pod. Pods that no target tells apart are one class of sources, and pods that no source
 * tells apart are one class of targets. Sorted by namespace and name, whatever the order of the input.
 */
export interface PodMatrix {
  /** Every pod is in one of these classes. */
  sources: PodClass[];
  /** Every pod is in one of these too. */
  targets: PodClass[];
  /** Made anew each time it is walked through, by source and then by target; there may be a great many. */
  connections: Iterable<ClassConnection>;
  /** How many pods may connect to how many others: ordered pairs of two pods with at least one open port. */
  pairs: number;
  missing: Missing;
}

export interface PodClass {
  /** The first pod, as `namespace/name`, and how many more there are: `vald/agent-0 +2`. */
  name: string;
  /** Each as `namespace/name`; a pod without a name by its labels. */
  pods: string[];
}

/**
 * The matrix of all pairs of pods, without going through them pair by pair. Two pods of the same namespace and name are one
 * pod. A pod always reaches itself; that is no pair, and classes are made as if it were another pod, so that replicas are
 * of one class. Policies that name no namespace are taken to be in `namespace`. Throws when an address or a range
 * is none.
 */
export function podMatrix(
  policies: readonly NetworkPolicyManifest[],
  pods: readonly Pod[],
  namespace = "default",
): PodMatrix {
  const isolating = isolations(policies, namespace);
  const { names, sorted } = sortedPods(pods);
  const mentioned = mentions(isolating);
  const kinds = podKinds(mentioned, sorted);
  const index = new PodIndex(mentioned, kinds);
  const portSets = new PortSets();
  const { columns, columnOf } = targetColumns(
    kinds,
    terms(isolating, index),
    index.all,
    portSets,
    mentioned.addressBounds,
  );
  const sourceOf = sourceClasses(kinds.length, columns);
  const { connections, pairs } = classConnections({ kinds, columns, columnOf, sourceOf, portSets });
  return {
    sources: podClasses(kinds, sourceOf, names),
    targets: podClasses(kinds, columnOf, names),
    connections,
    pairs,
    missing: missing(isolating, sorted),
  };
}

function sortedPods(pods: readonly Pod[]): { names: string[]; sorted: Pod[] } {
  const entries = pods
    .map((pod) => ({ pod, name: pod.name ?? labelsText(pod) }))
    .sort((a, b) => compare(a.pod.namespace, b.pod.namespace) || compare(a.name, b.name) || compareAll(a.pod, b.pod))
    .filter(
      ({ pod }, i, all) =>
        pod.name === undefined || pod.name !== all[i - 1]?.pod.name || pod.namespace !== all[i - 1]?.pod.namespace,
    );
  return { names: entries.map(({ pod, name }) => `${pod.namespace}/${name}`), sorted: entries.map(({ pod }) => pod) };
}

function labelsText({ labels }: Pod): string {
  const entries = Object.entries(labels).sort(([a], [b]) => compare(a, b));
  return entries.map(([key, value]) => `${key}=${value}`).join(",");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** So that even pods without names do not depend on the order of the input. */
function compareAll(a: Pod, b: Pod): number {
  return compare(JSON.stringify(sortedKeys(a)), JSON.stringify(sortedKeys(b)));
}

function podClasses(kinds: readonly PodKind[], classOf: Int32Array, names: readonly string[]): PodClass[] {
  const members: number[][] = [];
  for (const [k, kind] of kinds.entries()) members[classOf[k]!] = (members[classOf[k]!] ?? []).concat(kind.members);
  return members.map((places) => {
    const pods = places.sort((a, b) => a - b).map((place) => names[place]!);
    const [first = ""] = pods;
    return { name: pods.length === 1 ? first : `${first} +${pods.length - 1}`, pods };
  });
}
