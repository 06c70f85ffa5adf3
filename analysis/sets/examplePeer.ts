import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { parseAddresses } from "../model/addresses";
import { coversIntervals, type Intervals, subtractIntervals } from "../model/intervals";
import type { ExternalAddress, Pod } from "../model/peer";
import { addressBlocks } from "./addressBlocks";
import type { PeerSet } from "./peerSet";
import { anyValue, type ValueSet } from "./valueSet";

/** What is known about a cluster. */
export interface ExampleFacts {
  /** All labels of some namespaces. */
  namespaces: Readonly<Record<string, LabelMap>>;
  /** Further namespaces that exist, with unknown labels. */
  otherNamespaces: readonly string[];
  /** Addresses that pods have. */
  podAddresses: readonly string[];
}

/** A pod whose namespace has known labels. */
export type ExamplePod = Pod & { namespaceLabels: LabelMap };

/**
 * One of the peers in a set, with as few labels as possible. For example, if the set is "pods with another app than db in
 * namespace shop", it is a pod of `shop` without labels. Without `namespace`, which is one whose labels are known, the pod is in the
 * namespace that the set names, or else in one that does not exist yet. Its labels are assumed to be those that the set requires.
 */
export function examplePeer(set: PeerSet, facts: ExampleFacts, namespace?: string): ExamplePod | ExternalAddress {
  if (set.pods === false || (set.pods === undefined && set.labels.size === 0))
    return { address: exampleAddress(set.addresses, facts.podAddresses) };
  const name = namespace ?? newNamespace(set, facts);
  const namespaceLabels = Object.hasOwn(facts.namespaces, name)
    ? facts.namespaces[name]!
    : { ...exampleLabels(set, "namespace/"), [namespaceNameLabel]: name };
  return { namespace: name, namespaceLabels, labels: exampleLabels(set, "pod/"), ips: [] };
}

function newNamespace(set: PeerSet, { namespaces, otherNamespaces }: ExampleFacts): string {
  const names = set.labels.get(`namespace/${namespaceNameLabel}`) ?? anyValue;
  if (!names.negated) return exampleValue(names);
  return exampleValue({ ...names, values: [...names.values, ...Object.keys(namespaces), ...otherNamespaces] });
}

function exampleLabels({ labels }: PeerSet, prefix: string): LabelMap {
  return Object.fromEntries(
    [...labels].flatMap(([key, values]) => {
      const isNeeded = key.startsWith(prefix) && !values.allowsAbsent;
      return isNeeded ? [[key.slice(prefix.length), exampleValue(values)]] : [];
    }),
  );
}

/** A listed value, or, if the values are those that are excluded, one that is not listed. */
function exampleValue({ values, negated }: ValueSet): string {
  const [first = "other"] = values;
  if (!negated) return first;
  const others = ["other", ...values.map((_, i) => `other-${i + 1}`)];
  return others.find((value) => !values.includes(value)) ?? first;
}

/** Addresses for documentation, which readers do not take for one of their own. */
const documentationAddresses = ["203.0.113.1", "2001:db8::1"];

/** An address that no pod has, if there is one. */
function exampleAddress(addresses: Intervals<bigint>, podAddresses: readonly string[]): string {
  const ofOthers = podAddresses.map(parseAddresses).reduce(subtractIntervals, addresses);
  const candidates = ofOthers.length > 0 ? ofOthers : addresses;
  const known = documentationAddresses.find((address) => coversIntervals(candidates, parseAddresses(address)));
  if (known !== undefined) return known;
  // The first address of a block is that of a network, and rarely that of a host.
  const first = candidates.slice(0, 1).map(({ start, end }) => {
    const one = start + 1n < end ? start + 1n : start;
    return { start: one, end: one + 1n };
  });
  return addressBlocks(first)[0]?.cidr.replace(/\/(32|128)$/, "") ?? "";
}
