import type { RuleModule } from "../ruleModule";
import { detectPorts } from "../portEntries";

export const portNameToRange = {
  id: "port-name-to-range",
  severity: "warning",
  message:
    "only pods define port names, so in a rule for a CIDR block or for everyone, the effect of a port name depends on the network plugin",
  remediation: "use the port number",
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message: "the Amazon VPC CNI ignores this port, so the rule does not allow the port",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go",
    },
    calico: {
      message:
        "with Calico, the rule matches pods that have a port with this name, but matches no addresses outside the cluster",
      source: "https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports",
    },
    cilium: {
      message:
        "Cilium uses the port number that pods assign to this name, and ignores the rule if different pods assign different numbers",
      source: "https://github.com/cilium/cilium/pull/12567",
    },
    "kube-router": {
      message:
        "in a rule with a CIDR block, kube-router ignores this port, so the rule does not allow the port; in a rule for everyone, kube-router allows the port number that pods assign to this name, even for addresses outside the cluster",
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
} as const satisfies RuleModule;
