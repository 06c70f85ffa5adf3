import type { Endpoint } from "./graph";

/** A DNS endpoint and its port, for UDP and TCP. */
export interface DnsEndpoint {
  readonly to: Endpoint;
  readonly port: number;
  /** URL of the page that documents this endpoint. */
  readonly source: string;
}

/** The names of the common DNS endpoints. */
export type DnsPresetName = "kubeSystem" | "nodeLocal" | "openShift";

/** Common DNS endpoints, by preset. */
export const dnsEndpoints: Readonly<Record<DnsPresetName, DnsEndpoint>> = {
  kubeSystem: {
    to: { kind: "pods", namespace: "kube-system" },
    port: 53,
    source: "https://vald.vdaas.org/docs/user-guides/network-policy/",
  },
  // NodeLocal DNSCache runs on the host network, so no pod selector matches it.
  nodeLocal: {
    to: { kind: "cidrs", cidrs: ["169.254.20.10/32"] },
    port: 53,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/",
  },
  // The Service listens on 53, but policies see the pods' port.
  openShift: {
    to: { kind: "pods", namespace: "openshift-dns" },
    port: 5353,
    source: "https://github.com/openshift/cluster-dns-operator",
  },
};

/** The API server's ports: 443 on its Service, and in most clusters 6443 on the server itself. */
export const apiServerPorts = [443, 6443] as const;

/** The API server's endpoint in the documented table. It matches only an API server that runs as a pod in kube-system. */
export const documentedApiServer: Endpoint = { kind: "pods", namespace: "kube-system" };
