import { areOfServices, arePrivate, detectBlocks } from "../addressBlocks";
import type { FindingRule } from "../findingRule";
import { isServiceAddressRule } from "./serviceAddress";

export const rangeInCluster = {
  id: "range-in-cluster",
  severity: "warning",
  message: "this CIDR block may contain pods or nodes, which CIDR blocks do not match with this network plugin",
  remediation:
    "select pods by their labels; for nodes, set policyCIDRMatchMode: nodes; for endpoints outside the cluster, ignore this finding",
  cniOverrides: {
    cilium: {
      message:
        "with Cilium, CIDR blocks do not match pods, and they match nodes only if policyCIDRMatchMode includes nodes",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
    },
  },
  check: (context) =>
    detectBlocks(
      context,
      ({ addresses }, rule) => !isServiceAddressRule(rule) && arePrivate(addresses) && !areOfServices(addresses),
    ),
} as const satisfies FindingRule;
