import { isSamePod } from "../model/matching";
import { isPodOfWorkload, isTemplate, type Peer, type Pod, podReference, type PodReference } from "../model/peer";
import { podsWithAddress } from "../model/podsWithAddress";
import { isPodOf, withAnyAddress } from "../sets/componentPods";
import type { AnalysisContext } from "./analysisContext";

/** What an explanation assumes about one end. */
export type EndpointNote = { end: "from" | "to" } & (
  | {
      /** The pod is on the host network, so no policy applies to it, and rules match it only by its node's addresses. */
      code: "on-host-network";
      pod: PodReference;
      /** The node's addresses. Empty if they are unknown. */
      addresses: string[];
    }
  | {
      /** The address belongs to a node, because these pods on the host network have it. Selectors do not match them. */
      code: "node-address";
      address: string;
      pods: PodReference[];
    }
  | {
      /** All pods in the input with the labels in question are on the host network. The explanation is for another pod. */
      code: "only-on-host-network";
      pod: PodReference;
      pods: PodReference[];
    }
  | {
      /** The pod has ended. The explanation is for a new pod with the same labels and an unknown address. */
      code: "pod-ended";
      pod: PodReference;
    }
  | {
      /** These pods, which have ended, had the address. The explanation is for the address. */
      code: "address-of-ended-pod";
      address: string;
      pods: PodReference[];
    }
  | {
      /** The explanation is for any pod of a workload. `pods` is the number of its pods in the input. */
      code: "any-pod-of-workload";
      pod: PodReference;
      pods: number;
    }
);

type PodLists = Pick<AnalysisContext, "pods" | "hostNetworkPods" | "endedPods">;

/** An end with what the input says about it: whether the pod is on the host network, or has ended. */
export function asGiven(peer: Peer, { hostNetworkPods = [], endedPods = [] }: PodLists): Peer {
  if ("address" in peer) return peer;
  if (hostNetworkPods.some((pod) => isSamePod(pod, peer))) return { ...peer, hostNetwork: true };
  return endedPods.some((pod) => isSamePod(pod, peer)) ? withAnyAddress(peer) : peer;
}

/** The notes about an end that `asGiven` returned. */
export function endpointNotes(end: "from" | "to", peer: Peer, lists: PodLists): EndpointNote[] {
  const { pods = [], hostNetworkPods = [], endedPods = [] } = lists;
  if ("address" in peer) {
    const { address } = peer;
    const [onNode, ended] = [hostNetworkPods, endedPods].map((list) =>
      podsWithAddress(address, list).map(podReference),
    ) as [PodReference[], PodReference[]];
    if (onNode.length > 0) return [{ end, code: "node-address", address, pods: onNode }];
    return ended.length > 0 ? [{ end, code: "address-of-ended-pod", address, pods: ended }] : [];
  }
  const pod = podReference(peer);
  const { workload, ips = [] } = peer;
  const isByLabels = peer.name === undefined && !isTemplate(peer) && Object.keys(peer.labels).length > 0;
  const [onNode, others] = [hostNetworkPods, pods].map((list) =>
    isByLabels && peer.hostNetwork !== true ? list.filter((one) => isPodOf({ pod: peer }, one)) : [],
  ) as [Pod[], Pod[]];
  const ofWorkload = (one: Pod) =>
    !isTemplate(one) && workload !== undefined && isPodOfWorkload(one, peer.namespace, workload);
  return [
    ...(isTemplate(peer)
      ? [
          {
            end,
            code: "any-pod-of-workload" as const,
            pod,
            pods: [...pods, ...hostNetworkPods].filter(ofWorkload).length,
          },
        ]
      : []),
    ...(endedPods.some((one) => isSamePod(one, peer)) ? [{ end, code: "pod-ended" as const, pod }] : []),
    ...(onNode.length > 0 && others.length === 0
      ? [{ end, code: "only-on-host-network" as const, pod, pods: onNode.map(podReference) }]
      : []),
    ...(peer.hostNetwork === true ? [{ end, code: "on-host-network" as const, pod, addresses: [...ips] }] : []),
  ];
}
