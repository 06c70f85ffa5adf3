import type { FindingRule } from "../findingRule";
import { detectPorts } from "../portEntries";

export const portNameToRange = {
  id: "port-name-to-range",
  severity: "warning",
  message:
    "a port name belongs to a pod; what it allows to a CIDR block, or to everyone, depends on the network plugin",
  remediation: "use the port number",
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message: "Amazon's network plugin ignores this port",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go",
    },
    calico: {
      message: "with Calico it matches pods that have a port of this name, and no address outside the cluster",
      source: "https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports",
    },
    cilium: {
      message: "Cilium uses the number that pods give to the name, and ignores the rule if they differ",
      source: "https://github.com/cilium/cilium/pull/12567",
    },
    "kube-router": {
      message:
        "beside a CIDR block, kube-router ignores the port; to everyone, it opens the number that pods give to the name, also outside the cluster",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
    },
  },
  check: (context) =>
    detectPorts(
      context,
      ({ port }, { direction, peers }) =>
        typeof port === "string" &&
        direction === "egress" &&
        (peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined)),
    ),
} as const satisfies FindingRule;
