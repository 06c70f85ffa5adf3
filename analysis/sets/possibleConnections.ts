import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { allAddresses, parseAddresses, startOfIPv6 } from "../model/addresses";
import { type Intervals, subtractIntervals, unionIntervals } from "../model/intervals";
import type { Pod } from "../model/peer";
import { type ComponentPods, isPodOf } from "./componentPods";
import { allPeers, type PeerSet } from "./peerSet";
import { absent, anyValue, type ValueSet } from "./valueSet";
import { type ConnectionSpace, type End, namespaceNameKey } from "./connectionSpace";
import { ALL, type Node } from "./diagrams";

const pods: PeerSet = { ...allPeers, pods: true };

/** Known facts about a cluster. */
export interface KnownObjects {
  /** The namespace in which Vald runs. */
  namespace: string;
  /** All labels of some namespaces. */
  namespaces: Readonly<Record<string, LabelMap>>;
  /** All components, deployed or not, on any side of a comparison. */
  allComponents: readonly ComponentPods[];
  /** All pods. Absent: unknown. */
  pods?: readonly Pod[] | undefined;
}

/** The peer sets that `possibleConnections` needs in a space that mentions other sets. */
export interface KnownSets {
  namespaces: PeerSet[];
  /** The pods of any component. */
  components: PeerSet[];
  /** The labels that components' pods may have. Lists only label keys that at least one of these pods has. */
  componentPods: PeerSet[];
  /** Pods without any of the other labels. */
  withoutOtherLabels: PeerSet;
  /** Single addresses that rules name and that no given pod has. */
  singleAddresses: Intervals<bigint>;
}

export function knownSets(known: KnownObjects, mentioned: readonly PeerSet[]): KnownSets {
  const keys = [...new Set(mentioned.flatMap(({ labels }) => [...labels.keys()]))];
  /** The values of labels at these keys, such as `pod/app`. */
  const valuesAt = (all: readonly string[], labels: LabelMap): [string, ValueSet][] =>
    all.map((key) => {
      const label = key.slice(key.indexOf("/") + 1);
      return [key, Object.hasOwn(labels, label) ? only(labels[label] ?? "") : absent];
    });
  const names = new Set(mentioned.flatMap(({ labels }) => labels.get(namespaceNameKey)?.values ?? []));
  const inNamespace: [string, ValueSet] = [namespaceNameKey, only(known.namespace)];
  const podsWith = (labels: Iterable<[string, ValueSet]>): PeerSet => ({ ...pods, labels: new Map(labels) });
  const componentLabels = known.allComponents.map(({ pod }) => pod.labels);
  const components = componentLabels.map((labels) =>
    podsWith([
      inNamespace,
      ...Object.entries(labels).map(([key, value]): [string, ValueSet] => [`pod/${key}`, only(value)]),
    ]),
  );
  const givenPods = (known.pods ?? []).filter((pod) =>
    known.allComponents.some((component) => isPodOf(component, pod)),
  );
  const labelMaps = [...componentLabels, ...givenPods.map(({ labels }) => labels)];
  const namespaceKeys = keys.filter((key) => key.startsWith("namespace/"));
  const podKeys = keys.filter((key) => key.startsWith("pod/"));
  const carried = new Set(labelMaps.flatMap((labels) => Object.keys(labels).map((key) => `pod/${key}`)));
  const [ofPods, ofNoPod] = [podKeys.filter((key) => carried.has(key)), podKeys.filter((key) => !carried.has(key))];
  const mentionedLabels = new Set(ofPods.map((key) => key.slice("pod/".length)));
  const textOf = (labels: LabelMap) =>
    JSON.stringify(
      Object.entries(labels)
        .filter(([key]) => mentionedLabels.has(key))
        .sort(),
    );
  const distinct = new Map(labelMaps.map((labels) => [textOf(labels), labels]));
  return {
    namespaces: Object.entries(known.namespaces)
      .filter(([name]) => names.has(name))
      .map(([name, labels]) => podsWith(valuesAt(namespaceKeys, { ...labels, [namespaceNameLabel]: name }))),
    components,
    componentPods: [...distinct.values()].map((labels) => podsWith([inNamespace, ...valuesAt(ofPods, labels)])),
    withoutOtherLabels: podsWith(ofNoPod.map((key) => [key, absent])),
    singleAddresses: singleAddresses(mentioned, known.pods ?? []),
  };
}

/**
 * The connections whose ends can exist: every namespace has its name as a label, the given ones have exactly the given labels,
 * all of Vald's pods share their namespace's labels, and both ends have an address of the same family.
 */
export function possibleConnections(
  space: ConnectionSpace,
  { namespace }: Pick<KnownObjects, "namespace">,
  { namespaces }: Pick<KnownSets, "namespaces">,
): Node {
  const { diagrams } = space;
  const condition = (end: End, set: PeerSet, consequence: Node) =>
    diagrams.union([diagrams.not(space.peers(end, set)), consequence]);
  const named = (values: ValueSet): PeerSet => ({ ...pods, labels: new Map([[namespaceNameKey, values]]) });
  const ends = (["local", "remote"] as const).flatMap((end) => [
    condition(end, pods, space.label(end, namespaceNameKey, { ...anyValue, allowsAbsent: false })),
    ...namespaces.map((set) =>
      condition(end, named(set.labels.get(namespaceNameKey) ?? anyValue), space.peers(end, set)),
    ),
  ]);
  const sameNamespace = space
    .labelKeys()
    .filter((key) => key.startsWith("namespace/"))
    .map((key) => condition("remote", named(only(namespace)), space.equalLabels(key)));
  const sameFamily = families.map((addresses) =>
    diagrams.and(space.addresses("local", addresses), space.addresses("remote", addresses)),
  );
  return diagrams.and(ALL, ...ends, ...sameNamespace, diagrams.union(sameFamily));
}

function singleAddresses(mentioned: readonly PeerSet[], pods: readonly Pod[]): Intervals<bigint> {
  // A block without its exceptions may begin or end with a single address that nobody names: 10.0.0.0/24 except 10.0.0.1/32.
  const all = mentioned.flatMap(({ addresses }) =>
    addresses.every(({ start, end }) => start + 1n === end) ? addresses : [],
  );
  const ofPods = pods.flatMap(({ ips = [] }) => ips.flatMap(parseAddresses));
  return subtractIntervals(unionIntervals(all, []), unionIntervals(ofPods, []));
}

/** The connections of pods that have none of the single addresses that rules name. */
export function usualAddresses(space: ConnectionSpace, { singleAddresses }: KnownSets): Node {
  const { diagrams } = space;
  const usual = { ...pods, addresses: subtractIntervals(allAddresses, singleAddresses) };
  const ends = (["local", "remote"] as const).map((end) =>
    diagrams.union([diagrams.not(space.peers(end, pods)), space.peers(end, usual)]),
  );
  return diagrams.and(...ends);
}

/**
 * The connections whose ends have no labels of a component together with labels that select other pods, unless a given pod has
 * them. For example, if policies mention `app` and `tier`, a pod with `app: vald-agent` has no `tier`.
 */
export function usualLabels(
  space: ConnectionSpace,
  { components, componentPods, withoutOtherLabels }: KnownSets,
): Node {
  const { diagrams } = space;
  const all = (end: End, sets: readonly PeerSet[]) => diagrams.union(sets.map((set) => space.peers(end, set)));
  const ends = (["local", "remote"] as const).map((end) =>
    diagrams.union([
      diagrams.not(all(end, components)),
      diagrams.and(all(end, componentPods), space.peers(end, withoutOtherLabels)),
    ]),
  );
  return diagrams.and(...ends);
}

const families = [
  [{ start: 0n, end: startOfIPv6 }],
  [{ start: startOfIPv6, end: allAddresses[0]?.end ?? 0n }],
] as const;

function only(value: string): ValueSet {
  return { values: [value], negated: false, allowsAbsent: false };
}
