import type { LabelSelector, NetworkPolicyPeer } from "../../policy/notation";
import { addressesIn, allAddresses } from "../addresses";
import { covers, difference, type Intervals, intersection } from "../intervals";
import { requirements } from "../selects";
import {
  anyValue,
  areDisjointValues,
  complementOfValues,
  intersectionOfValues,
  isEmptyValueSet,
  isSubsetOfValues,
  type ValueSet,
} from "./valueSet";

/**
 * A set of possible parties, described and not listed: all that meet every condition. Which pods there are, and what they
 * are called, does not matter.
 */
export interface Region {
  /** Whether they are pods (true) or endpoints outside the cluster (false); undefined: either. */
  readonly pods: boolean | undefined;
  /** Conditions on labels, by `namespace/<key>` for those of a pod's namespace and `pod/<key>` for its own. */
  readonly labels: ReadonlyMap<string, ValueSet>;
  readonly addresses: Intervals<bigint>;
}

export const everyone: Region = { pods: undefined, labels: new Map(), addresses: allAddresses };

/** The parties that a peer of a rule names; `namespace` is the policy's own. */
export function peerRegion({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, namespace: string): Region {
  if (ipBlock !== undefined) return { ...everyone, addresses: addressesIn(ipBlock) };
  return podsRegion(
    namespaceSelector ?? { matchLabels: { "kubernetes.io/metadata.name": namespace } },
    podSelector ?? {},
  );
}

/** The pods with fitting labels in the namespaces with fitting labels. */
export function podsRegion(namespaceSelector: LabelSelector, podSelector: LabelSelector): Region {
  const labels = new Map<string, ValueSet>();
  for (const [prefix, selector] of [
    ["namespace/", namespaceSelector],
    ["pod/", podSelector],
  ] as const) {
    for (const { key, operator, values = [] } of requirements(selector)) {
      const known = labels.get(prefix + key) ?? anyValue;
      labels.set(prefix + key, intersectionOfValues(known, valuesOf(operator, values)));
    }
  }
  return { ...everyone, pods: true, labels };
}

function valuesOf(operator: string, values: readonly string[]): ValueSet {
  const sorted = [...new Set(values)].sort();
  switch (operator) {
    case "In":
      return { values: sorted, negated: false, absent: false };
    case "NotIn":
      return { values: sorted, negated: true, absent: true };
    case "Exists":
      return { values: [], negated: true, absent: false };
    case "DoesNotExist":
      return { values: [], negated: false, absent: true };
    default:
      throw new Error(`operator ${operator} is none of a label selector's`);
  }
}

/** Whether not every address will do. */
export function isRange({ addresses }: Region): boolean {
  return difference(allAddresses, addresses).length > 0;
}

export function areDisjoint(a: Region, b: Region): boolean {
  if (a.pods !== undefined && b.pods !== undefined && a.pods !== b.pods) return true;
  for (const [key, values] of b.labels) {
    const own = a.labels.get(key);
    if (own !== undefined && areDisjointValues(own, values)) return true;
  }
  return a.addresses !== b.addresses && intersection(a.addresses, b.addresses).length === 0;
}

/** Whether all parties of `a` are in `b`. */
export function isWithin(a: Region, b: Region): boolean {
  if (b.pods !== undefined && a.pods !== b.pods) return false;
  for (const [key, values] of b.labels) {
    if (!isSubsetOfValues(a.labels.get(key) ?? anyValue, values)) return false;
  }
  return a.addresses === b.addresses || covers(b.addresses, a.addresses);
}

/** The parties in both, or undefined when there can be none. */
export function overlap(a: Region, b: Region): Region | undefined {
  if (areDisjoint(a, b)) return undefined;
  const labels = new Map(a.labels);
  for (const [key, values] of b.labels) labels.set(key, intersectionOfValues(a.labels.get(key) ?? anyValue, values));
  return { pods: a.pods ?? b.pods, labels, addresses: intersection(a.addresses, b.addresses) };
}

/** The parties in `a` that are not in `b`, in pieces that have none in common. */
export function without(a: Region, b: Region): readonly Region[] {
  if (areDisjoint(a, b)) return [a];
  const pieces: Region[] = [];
  let rest = a;
  if (b.pods !== undefined && a.pods === undefined) {
    pieces.push({ ...rest, pods: !b.pods });
    rest = { ...rest, pods: b.pods };
  }
  for (const [key, values] of b.labels) {
    const own = rest.labels.get(key) ?? anyValue;
    const label = (chosen: ValueSet) => ({ ...rest, labels: new Map(rest.labels).set(key, chosen) });
    pieces.push(label(intersectionOfValues(own, complementOfValues(values))));
    rest = label(intersectionOfValues(own, values));
  }
  pieces.push({ ...rest, addresses: difference(rest.addresses, b.addresses) });
  return pieces.filter((piece) => !isEmpty(piece));
}

/** Without repeats. */
export function eachOnce(regions: readonly Region[]): Region[] {
  return [...new Map(regions.map((region) => [regionKey(region), region])).values()];
}

/** The same text for regions of the same conditions. */
export function regionKey({ pods, labels, addresses }: Region): string {
  return JSON.stringify([pods, [...labels].sort(), addresses.map(({ start, end }) => [String(start), String(end)])]);
}

/** Whether there can be no such party, as where a selector wants a label both there and not. */
export function isEmpty({ pods, labels, addresses }: Region): boolean {
  return addresses.length === 0 || [...labels.values()].some(isEmptyValueSet) || (pods === false && labels.size > 0);
}
