import { areOfServices, arePrivate, detectBlocks } from "../addressBlocks";
import type { FindingRule } from "../findingRule";
import { isServiceAddressRule } from "./serviceAddress";

export const rangeInCluster = {
  id: "range-in-cluster",
  severity: "warning",
  message: "this CIDR block may be one of pods or nodes, which no CIDR block matches here",
  remediation:
    "select pods by their labels; for nodes, set policyCIDRMatchMode: nodes; for endpoints outside the cluster, ignore this finding",
  cniOverrides: {
    cilium: {
      message: "with Cilium, no CIDR block matches pods, nor nodes unless policyCIDRMatchMode includes nodes",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
    },
  },
  check: (context) =>
    detectBlocks(
      context,
      ({ addresses }, rule) => !isServiceAddressRule(rule) && arePrivate(addresses) && !areOfServices(addresses),
    ),
} as const satisfies FindingRule;
