import type { LabelMap } from "../../kubernetes/networkPolicy";

/** One end of a connection. */
export type Peer = Pod | ExternalAddress;

/** What network policies see of a pod. */
export interface Pod {
  /** The name, if it has one. Two pods with the same namespace and name are the same pod. */
  name?: string;
  namespace: string;
  /** All labels of its namespace. Absent: only `kubernetes.io/metadata.name` is known, which every namespace has. */
  namespaceLabels?: LabelMap;
  labels: LabelMap;
  /** Whether it may carry further labels, which are unknown. Default: false. */
  mayHaveMoreLabels?: boolean;
  /** All its IP addresses. Absent: unknown, and so is whether an ipBlock contains them. */
  ips?: readonly string[];
  /** All ports that its containers declare. Absent: unknown, and so are the numbers behind port names. */
  ports?: readonly ContainerPort[];
}

/** A declared port, as in `ports` of a container. */
export interface ContainerPort {
  name?: string;
  containerPort: number;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`. */
  protocol?: string;
}

/** An endpoint outside the cluster. */
export interface ExternalAddress {
  /** An IPv4 or IPv6 address, or a CIDR block. */
  address: string;
}

/** A pod as results name it. */
export type PodReference = Pick<Pod, "name" | "namespace" | "labels">;

export type PeerReference = PodReference | ExternalAddress;

export function podReference({ name, namespace, labels }: Pod): PodReference {
  return { ...(name !== undefined && { name }), namespace, labels };
}

export function peerReference(peer: Peer): PeerReference {
  return "address" in peer ? peer : podReference(peer);
}

/** Whether a peer may have an address of a family. A pod without known addresses may have either. */
export function mayHaveFamily(peer: Peer, family: 4 | 6): boolean {
  if ("address" in peer) return familyOf(peer.address) === family;
  return peer.ips === undefined || peer.ips.length === 0 || peer.ips.some((ip) => familyOf(ip) === family);
}

/** A peer with only its addresses of one family. */
export function inFamily<T extends Peer>(peer: T, family: 4 | 6): T {
  if ("address" in peer || peer.ips === undefined) return peer;
  return { ...peer, ips: peer.ips.filter((ip) => familyOf(ip) === family) };
}

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}
