import type { Endpoint } from "./graph";

/** Where DNS is: who is there, on which port of theirs, over UDP and TCP. */
export interface DnsPlace {
  readonly to: Endpoint;
  readonly port: number;
  /** Who says so. */
  readonly source: string;
}

/** The places where clusters commonly have DNS. */
export const dnsPlaces = {
  kubeSystem: {
    to: { kind: "pods", namespace: "kube-system" },
    port: 53,
    source: "https://vald.vdaas.org/docs/user-guides/network-policy/",
  },
  // The node's own cache, which is on the host network, so no selector matches it.
  nodeLocal: {
    to: { kind: "ranges", cidrs: ["169.254.20.10/32"] },
    port: 53,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/",
  },
  // The service is on 53; policies see the port of the pods.
  openShift: {
    to: { kind: "pods", namespace: "openshift-dns" },
    port: 5353,
    source: "https://github.com/openshift/cluster-dns-operator",
  },
} as const satisfies Record<string, DnsPlace>;

/** The ports of API servers: of its Service, and of itself in most clusters. */
export const apiServerPorts = [443, 6443] as const;

/** Where it is by the documented table; that reaches an API server only where it is a pod there. */
export const apiServerByTable: Endpoint = { kind: "pods", namespace: "kube-system" };
