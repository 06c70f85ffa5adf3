import type { LabelSelector, NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import { allAddresses, blockAddresses, parseAddresses } from "./addresses";
import { type Direction, directions, type EffectivePolicy, type Rule } from "./effectivePolicy";
import { coversIntervals, intersectIntervals, unionIntervals } from "./intervals";
import { type Peer, type Pod, podReference } from "./peer";
import { selects } from "./selectors";
import { allOf, anyOf, type Tristate, type UnknownFact } from "./tristate";

/** Whether a peer matches a rule's list of peers. */
export function ruleMatchesPeer({ peers, namespace }: Pick<Rule, "peers" | "namespace">, peer: Peer): Tristate {
  if (peers === "everyone") return true;
  const answer = anyOf(peers.map((one) => matchesPeer(one, peer, namespace)));
  if (typeof answer === "boolean" || "address" in peer || peer.ips !== undefined) return answer;
  return matchesEveryAddress(peers) || answer;
}

/** Whether the ipBlocks in a list of peers contain every address of both families, so that they match any pod. */
export function matchesEveryAddress(peers: readonly NetworkPolicyPeer[]): boolean {
  const blocks = peers.flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock]));
  if (blocks.length < 2) return false;
  return coversIntervals(blocks.map(blockAddresses).reduce(unionIntervals), allAddresses);
}

/** Whether two peers are the same pod. A pod can always reach itself. */
export function isSamePod(a: Peer, b: Peer): boolean {
  if ("address" in a || "address" in b) return false;
  return a.name !== undefined && a.name === b.name && a.namespace === b.namespace;
}

/** Whether a policy's `podSelector` matches a pod. A policy does not apply to a pod on the host network even if it does. */
export function selectsPod(
  { namespace, podSelector }: Pick<EffectivePolicy, "namespace" | "podSelector">,
  pod: Pod,
): Tristate {
  return pod.namespace === namespace && selects(podSelector, pod.labels, unknownLabels(pod));
}

/** The directions in which no policy isolates a pod for certain. */
export function openDirections(policies: readonly EffectivePolicy[], pod: Pod): Direction[] {
  return directions.filter(
    (direction) => !policies.some((policy) => policy[direction] !== undefined && selectsPod(policy, pod) === true),
  );
}

function matchesPeer(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  peer: Peer,
  policyNamespace: string,
): Tristate {
  if (ipBlock !== undefined) return isInBlock(ipBlock, peer);
  if ("address" in peer || peer.hostNetwork === true) return false;
  const inNamespace =
    namespaceSelector === undefined ? peer.namespace === policyNamespace : selectsNamespaceOf(peer, namespaceSelector);
  return allOf([inNamespace, selects(podSelector ?? {}, peer.labels, unknownLabels(peer))]);
}

/** Whether a selector matches the labels of a pod's namespace. */
export function selectsNamespaceOf({ namespace, namespaceLabels }: Pod, selector: LabelSelector): Tristate {
  return namespaceLabels === undefined
    ? selects(selector, { [namespaceNameLabel]: namespace }, { code: "namespace-labels", namespace })
    : selects(selector, namespaceLabels);
}

function isInBlock(block: NonNullable<NetworkPolicyPeer["ipBlock"]>, peer: Peer): Tristate {
  const addresses = blockAddresses(block);
  if ("address" in peer) {
    const asked = parseAddresses(peer.address);
    if (coversIntervals(addresses, asked)) return true;
    return (
      intersectIntervals(asked, addresses).length > 0 && {
        unknownFacts: [{ code: "address-in-block", cidr: peer.address }],
      }
    );
  }
  if (peer.ips === undefined) return { unknownFacts: [{ code: "pod-addresses", pod: podReference(peer) }] };
  return peer.ips.some((ip) => coversIntervals(addresses, parseAddresses(ip)));
}

/** The missing fact if a pod may have further labels. */
export function unknownLabels(pod: Pod): UnknownFact | undefined {
  return pod.mayHaveMoreLabels === true ? { code: "pod-labels", pod: podReference(pod) } : undefined;
}
