import type { FindingRule } from "../findingRule";
import { detectPorts } from "../portEntries";

export const portNameToRange = {
  id: "port-name-to-range",
  severity: "warning",
  message:
    "pods define port names, so the effect of a port name in a rule for a CIDR block or for everyone depends on the network plugin",
  remediation: "use the port number",
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message: "Amazon's network plugin ignores this port, so the rule does not allow it",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go",
    },
    calico: {
      message:
        "with Calico, the rule matches pods that have a port with this name, but no addresses outside the cluster",
      source: "https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports",
    },
    cilium: {
      message:
        "Cilium uses the port number that pods assign to the name, and ignores the rule if pods assign different numbers",
      source: "https://github.com/cilium/cilium/pull/12567",
    },
    "kube-router": {
      message:
        "in a rule with a CIDR block, kube-router ignores the port, so the rule does not allow it; in a rule for everyone, kube-router allows the port number that pods assign to the name, even to addresses outside the cluster",
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
