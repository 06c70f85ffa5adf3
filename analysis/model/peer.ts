import type { LabelMap } from "../../kubernetes/networkPolicy";

/** One end of a connection: a pod, or an address outside the cluster. */
export type Peer = Pod | ExternalAddress;

/** The properties of a pod that matter to network policies. */
export interface Pod {
  /** The pod's name, if it has one. Two pods with the same namespace and name are the same pod. */
  name?: string;
  /**
   * The workload that the pod belongs to. A pod that has a workload and no name stands for all pods that the workload creates
   * from its pod template.
   */
  workload?: WorkloadReference;
  /** The name of the pod's namespace. */
  namespace: string;
  /**
   * All labels of the pod's namespace. If omitted, only the label `kubernetes.io/metadata.name`, which every namespace has, is
   * known.
   */
  namespaceLabels?: LabelMap;
  /** The pod's labels. Complete, unless `mayHaveMoreLabels` is true. */
  labels: LabelMap;
  /** Whether the pod may have further, unknown labels. Default: false. */
  mayHaveMoreLabels?: boolean;
  /** All of the pod's IP addresses. If omitted, it is unknown whether an ipBlock contains the pod. */
  ips?: readonly string[];
  /** All ports that the pod's containers declare. If omitted, the numbers behind port names are unknown. */
  ports?: readonly ContainerPort[];
  /**
   * Whether the pod is on the host network. Then no policy applies to the pod, no selector matches it, and `ips` are the addresses
   * of its node. Most network plugins behave like this. Default: false.
   * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
   */
  hostNetwork?: boolean;
}

/** A workload: an object that creates pods, such as a Deployment or a CronJob. */
export interface WorkloadReference {
  /** The object's kind, such as `StatefulSet`. */
  kind: string;
  /** The object's name. Its namespace is that of its pods. */
  name: string;
}

/** A declared port, as in a container's `ports`. */
export interface ContainerPort {
  /** The name that rules may use instead of the number. Default: none. */
  name?: string;
  /** The port number, from 1 to 65535. */
  containerPort: number;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`. */
  protocol?: string;
}

/** An endpoint outside the cluster. */
export interface ExternalAddress {
  /** An IPv4 or IPv6 address, or a CIDR block. */
  address: string;
}

/** A pod as it appears in results. Only a pod without a name has a workload. */
export type PodReference = Pick<Pod, "name" | "workload" | "namespace" | "labels">;

/** A pod or an address as it appears in results. */
export type PeerReference = PodReference | ExternalAddress;

export function podReference({ name, workload, namespace, labels }: Pod): PodReference {
  if (name !== undefined) return { name, namespace, labels };
  return { ...(workload !== undefined && { workload }), namespace, labels };
}

/** Whether a pod stands for all pods that a workload creates. */
export function isTemplate({ name, workload }: Pod): boolean {
  return name === undefined && workload !== undefined;
}

/** Whether a pod belongs to a workload, or stands for its pods. */
export function isPodOfWorkload(pod: Pod, namespace: string, { kind, name }: WorkloadReference): boolean {
  return pod.namespace === namespace && pod.workload?.kind === kind && pod.workload.name === name;
}

export function peerReference(peer: Peer): PeerReference {
  return "address" in peer ? peer : podReference(peer);
}

/** Whether a peer may have an address of the given family. A pod with unknown addresses may have both families. */
export function mayHaveFamily(peer: Peer, family: 4 | 6): boolean {
  if ("address" in peer) return familyOf(peer.address) === family;
  return peer.ips === undefined || peer.ips.length === 0 || peer.ips.some((ip) => familyOf(ip) === family);
}

/** The peer with only its addresses of the given family. */
export function inFamily<T extends Peer>(peer: T, family: 4 | 6): T {
  if ("address" in peer || peer.ips === undefined) return peer;
  return { ...peer, ips: peer.ips.filter((ip) => familyOf(ip) === family) };
}

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}
