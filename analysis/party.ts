import type { LabelMap } from "../policy/notation";

/** One end of a connection. */
export type Party = Pod | Address;

/** A pod as far as network policies look at it. */
export interface Pod {
  /** Its name, where it has one; two pods of one namespace and one name are the same pod. */
  name?: string;
  namespace: string;
  /**
   * All labels of its namespace. Absent: of these only `kubernetes.io/metadata.name` is known, which every namespace
   * carries.
   */
  namespaceLabels?: LabelMap;
  labels: LabelMap;
  /** Whether it may carry labels beside these, which then are not known. Default: false. */
  moreLabels?: boolean;
  /** All its addresses. Absent: not known, so whether an ipBlock holds it is not known either. */
  ips?: readonly string[];
  /** All ports that its containers declare. Absent: not known, so what number a port's name stands for is not known. */
  ports?: readonly ContainerPort[];
}

/** A declared port, in the notation of a container's `ports`. */
export interface ContainerPort {
  name?: string;
  containerPort: number;
  /** `TCP` (the default), `UDP` or `SCTP`. */
  protocol?: string;
}

/** An endpoint outside the cluster: an IPv4 or IPv6 address, or a range of them in CIDR notation. */
export interface Address {
  address: string;
}

/** Whether a party may have an address of a family; where its addresses are not known, or it has none, it may. */
export function has(party: Party, family: 4 | 6): boolean {
  if ("address" in party) return familyOf(party.address) === family;
  return party.ips === undefined || party.ips.length === 0 || party.ips.some((ip) => familyOf(ip) === family);
}

/** A party with its addresses of one family only. */
export function inFamily<T extends Party>(party: T, family: 4 | 6): T {
  if ("address" in party || party.ips === undefined) return party;
  return { ...party, ips: party.ips.filter((ip) => familyOf(ip) === family) };
}

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}

/** A party as it is written on the command line: `namespace/name`, `namespace/key=value,key=value`, or an address. */
export function partyText(party: Party): string {
  if ("address" in party) return party.address;
  const labels = Object.entries(party.labels).map(([key, value]) => `${key}=${value}`);
  return `${party.namespace}/${party.name ?? labels.sort().join(",")}`;
}
