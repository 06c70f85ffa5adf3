import type { Endpoint } from "./graph";

/** A DNS endpoint and its port, for UDP and TCP. */
export interface DnsEndpoint {
  readonly to: Endpoint;
  readonly port: number;
  /** Documentation of this endpoint. */
  readonly source: string;
}

/** Common DNS endpoints, by preset. */
export const dnsEndpoints = {
  kubeSystem: {
    to: { kind: "pods", namespace: "kube-system" },
    port: 53,
    source: "https://vald.vdaas.org/docs/user-guides/network-policy/",
  },
  // The node's cache runs on the host network, so no pod selector matches it.
  nodeLocal: {
    to: { kind: "cidrs", cidrs: ["169.254.20.10/32"] },
    port: 53,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/",
  },
  // The Service listens on 53, but policies see the port of the pods.
  openShift: {
    to: { kind: "pods", namespace: "openshift-dns" },
    port: 5353,
    source: "https://github.com/openshift/cluster-dns-operator",
  },
} as const satisfies Record<string, DnsEndpoint>;

/** Ports of the API server: 443 of its Service, and 6443 of the server itself in most clusters. */
export const apiServerPorts = [443, 6443] as const;

/** The API server as the documented table has it. This matches only an API server that runs as a pod of kube-system. */
export const documentedApiServer: Endpoint = { kind: "pods", namespace: "kube-system" };
