import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { parseAddresses } from "../model/addresses";
import { coversIntervals, type Intervals } from "../model/intervals";
import type { Peer } from "../model/peer";
import { addressBlocks } from "./addressBlocks";
import { isAddressLimited, type PeerSet } from "./peerSet";
import { anyValue, type ValueSet } from "./valueSet";

/**
 * One of the peers in a set, with as few labels as possible. For example, if the set is "pods with another app than db in
 * namespace shop", it is a pod of `shop` without labels. A whole CIDR block counts as one peer.
 */
export function examplePeer(set: PeerSet, namespaces: Readonly<Record<string, LabelMap>>): Peer {
  if (set.pods === false || (set.pods === undefined && set.labels.size === 0))
    return { address: exampleAddress(set.addresses) };
  const name = exampleValue(set.labels.get(`namespace/${namespaceNameLabel}`) ?? anyValue);
  return {
    namespace: name,
    namespaceLabels: Object.hasOwn(namespaces, name)
      ? namespaces[name]!
      : { ...exampleLabels(set, "namespace/"), [namespaceNameLabel]: name },
    labels: exampleLabels(set, "pod/"),
    ips: isAddressLimited(set) ? [exampleAddress(set.addresses)] : [],
  };
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

/** A CIDR block if the addresses are one, or else a single address. */
function exampleAddress(addresses: Intervals<bigint>): string {
  const [block, ...others] = addressBlocks(addresses);
  if (block !== undefined && block.except === undefined && others.length === 0) return block.cidr;
  const known = documentationAddresses.find((address) => coversIntervals(addresses, parseAddresses(address)));
  const lowest = addresses.slice(0, 1).map(({ start }) => ({ start, end: start + 1n }));
  return known ?? addressBlocks(lowest)[0]?.cidr ?? "";
}
