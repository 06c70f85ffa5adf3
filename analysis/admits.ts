import type { LabelMap, NetworkPolicyPeer } from "../policy/notation";
import { addressesIn, addressesOf } from "./addresses";
import { covers, intersection } from "./intervals";
import type { Isolation, Rule } from "./isolation";
import { allOf, anyOf, type Match } from "./match";
import { type Party, partyText, type Pod } from "./party";
import { selects } from "./selects";

/** Whether a rule has a party among its peers. */
export function admits({ peers, namespace }: Rule, party: Party): Match {
  return peers === "everyone" || anyOf(peers.map((peer) => isPeer(peer, party, namespace)));
}

/** Whether two parties are one pod, which cannot be kept from itself. */
export function isSamePod(a: Party, b: Party): boolean {
  if ("address" in a || "address" in b) return false;
  return a.name !== undefined && a.name === b.name && a.namespace === b.namespace;
}

/** Whether a policy selects a pod. */
export function isolates({ namespace, podSelector }: Isolation, pod: Pod): Match {
  return pod.namespace === namespace && selects(podSelector, pod.labels, otherLabels(pod));
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, party: Party, own: string): Match {
  if (ipBlock !== undefined) return isInBlock(ipBlock, party);
  if ("address" in party) return false;
  const inNamespace =
    namespaceSelector === undefined
      ? party.namespace === own
      : selects(namespaceSelector, namespaceLabels(party), otherNamespaceLabels(party));
  return allOf([inNamespace, selects(podSelector ?? {}, party.labels, otherLabels(party))]);
}

function isInBlock(block: NonNullable<NetworkPolicyPeer["ipBlock"]>, party: Party): Match {
  const inside = addressesIn(block);
  if ("address" in party) {
    const asked = addressesOf(party.address);
    if (covers(inside, asked)) return true;
    return intersection(asked, inside).length > 0 && { missing: [`which address of ${party.address}`] };
  }
  if (party.ips === undefined) return { missing: [`the address of ${partyText(party)}`] };
  return party.ips.some((ip) => covers(inside, addressesOf(ip)));
}

function namespaceLabels({ namespace, namespaceLabels: labels }: Pod): LabelMap {
  return labels ?? { "kubernetes.io/metadata.name": namespace };
}

function otherNamespaceLabels({ namespace, namespaceLabels: labels }: Pod): string | undefined {
  return labels === undefined ? `the labels of namespace ${namespace}` : undefined;
}

function otherLabels(pod: Pod): string | undefined {
  return pod.moreLabels === true ? `the other labels of ${partyText(pod)}` : undefined;
}
