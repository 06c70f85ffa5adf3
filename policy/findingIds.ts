/** What `check` can find, in the order in which it is told; the ids are stable. */
export const findingIds = [
  "everyone",
  "split-peer",
  "one-sided-edge",
  "policies-off",
  "not-isolated",
  "no-effect",
  "every-namespace",
  "namespace-by-label",
  "bare-pod-selector",
  "cidr-covers-pods",
  "half-dns",
  "version-label",
  "pod-without-policy",
  "policy-selects-no-pod",
  "component-off",
  "one-family",
  "redundant-rule",
  "api-server-by-namespace",
  "port-name-to-range",
  "unknown-port-name",
  "port-not-served",
  "except-cuts-others",
  "part-of-ipv6",
  "range-in-cluster",
  "service-address",
  "no-service-address",
  "metadata-server",
  "too-many-ports",
  "end-port",
  "sctp",
  "unused-ignore",
] as const;

export type FindingId = (typeof findingIds)[number];

/** Network plugins (CNI) of which findings of their own are known. */
export const cniNames = ["vpc-cni", "gke-v2", "cilium", "calico", "kube-router"] as const;

export type Cni = (typeof cniNames)[number];
