import type { LabelSelector, NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import { allAddresses, blockAddresses } from "../model/addresses";
import { coversIntervals, intersectIntervals, type Intervals, subtractIntervals } from "../model/intervals";
import { requirements } from "../model/selectors";
import {
  absent,
  anyValue,
  areDisjointValues,
  intersectValues,
  isEmptyValueSet,
  isValueSubset,
  type ValueSet,
} from "./valueSet";

/**
 * A set of possible peers, given by conditions that all must hold, whichever pods exist. For example, the peer
 * `podSelector: { matchLabels: { app: web } }` of a policy in namespace `shop` is
 * `{ pods: true, labels: { "namespace/kubernetes.io/metadata.name": {shop}, "pod/app": {web} }, addresses: all }`.
 */
export interface PeerSet {
  /** Pods (true) or endpoints outside the cluster (false); undefined: both. */
  readonly pods: boolean | undefined;
  /** Conditions on labels: `namespace/<key>` for labels of the pod's namespace, `pod/<key>` for its own. */
  readonly labels: ReadonlyMap<string, ValueSet>;
  readonly addresses: Intervals<bigint>;
}

/** Everyone: pods and addresses alike. */
export const allPeers: PeerSet = { pods: undefined, labels: new Map(), addresses: allAddresses };

/** The peers that one item of a rule's list means. `namespace` is the policy's own. */
export function peerSetOf({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, namespace: string): PeerSet {
  if (ipBlock !== undefined) return { ...allPeers, addresses: blockAddresses(ipBlock) };
  return podSet(namespaceSelector ?? { matchLabels: { [namespaceNameLabel]: namespace } }, podSelector ?? {});
}

/** The pods with matching labels in namespaces with matching labels. */
export function podSet(namespaceSelector: LabelSelector, podSelector: LabelSelector): PeerSet {
  const labels = new Map<string, ValueSet>();
  for (const [prefix, selector] of [
    ["namespace/", namespaceSelector],
    ["pod/", podSelector],
  ] as const) {
    for (const { key, operator, values = [] } of requirements(selector)) {
      const known = labels.get(prefix + key) ?? anyValue;
      labels.set(prefix + key, intersectValues(known, valuesOf(operator, values)));
    }
  }
  return { ...allPeers, pods: true, labels };
}

function valuesOf(operator: string, values: readonly string[]): ValueSet {
  const sorted = [...new Set(values)].sort();
  switch (operator) {
    case "In":
      return { values: sorted, negated: false, allowsAbsent: false };
    case "NotIn":
      return { values: sorted, negated: true, allowsAbsent: true };
    case "Exists":
      return { values: [], negated: true, allowsAbsent: false };
    case "DoesNotExist":
      return absent;
    default:
      throw new Error(`unknown operator of a label selector: ${operator}`);
  }
}

/** Whether the set excludes some addresses. */
export function isAddressLimited({ addresses }: PeerSet): boolean {
  return subtractIntervals(allAddresses, addresses).length > 0;
}

export function areDisjoint(a: PeerSet, b: PeerSet): boolean {
  if (a.pods !== undefined && b.pods !== undefined && a.pods !== b.pods) return true;
  for (const [key, values] of b.labels) {
    const known = a.labels.get(key);
    if (known !== undefined && areDisjointValues(known, values)) return true;
  }
  return a.addresses !== b.addresses && intersectIntervals(a.addresses, b.addresses).length === 0;
}

/** Whether every peer of `a` is in `b`. */
export function isSubset(a: PeerSet, b: PeerSet): boolean {
  if (b.pods !== undefined && a.pods !== b.pods) return false;
  for (const [key, values] of b.labels) {
    if (!isValueSubset(a.labels.get(key) ?? anyValue, values)) return false;
  }
  return a.addresses === b.addresses || coversIntervals(b.addresses, a.addresses);
}

/** The peers in both sets, or undefined if there can be none. */
export function intersect(a: PeerSet, b: PeerSet): PeerSet | undefined {
  if (areDisjoint(a, b)) return undefined;
  const labels = new Map(a.labels);
  for (const [key, values] of b.labels) labels.set(key, intersectValues(a.labels.get(key) ?? anyValue, values));
  return { pods: a.pods ?? b.pods, labels, addresses: intersectIntervals(a.addresses, b.addresses) };
}

export function uniqueSets(sets: readonly PeerSet[]): PeerSet[] {
  return [...new Map(sets.map((set) => [peerSetKey(set), set])).values()];
}

const keys = new WeakMap<PeerSet, string>();

/** Equal text for sets with the same conditions. */
export function peerSetKey(set: PeerSet): string {
  const known = keys.get(set);
  if (known !== undefined) return known;
  const { pods, labels, addresses } = set;
  const ranges = addresses.map(({ start, end }) => [String(start), String(end)]);
  const key = JSON.stringify([pods, [...labels].sort(), ranges]);
  keys.set(set, key);
  return key;
}

/** Whether no peer can be in the set, as when a selector requires a label to be both present and absent. */
export function isEmpty({ pods, labels, addresses }: PeerSet): boolean {
  return addresses.length === 0 || [...labels.values()].some(isEmptyValueSet) || (pods === false && labels.size > 0);
}
