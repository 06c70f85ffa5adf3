import { areOfServices, arePrivate, detectBlocks } from "../addressBlocks";
import type { RuleModule } from "../ruleModule";
import { isServiceAddressRule } from "./serviceAddress";

export const rangeInCluster = {
  id: "range-in-cluster",
  severity: "warning",
  message:
    "this CIDR block may contain the addresses of pods or nodes, but the network plugin does not match pods or nodes by address",
  remediation:
    "to allow pods, select them by labels; to allow nodes, set `policyCIDRMatchMode: nodes`; to allow addresses outside the cluster, keep the block and ignore this finding",
  cniOverrides: {
    cilium: {
      message:
        "this CIDR block may contain the addresses of pods or nodes, but with Cilium, CIDR blocks do not match pods, and match nodes only if `policyCIDRMatchMode` includes `nodes`",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/",
    },
  },
  check: (context) =>
    detectBlocks(
      context,
      ({ addresses }, rule) => !isServiceAddressRule(rule) && arePrivate(addresses) && !areOfServices(addresses),
    ),
} as const satisfies RuleModule;
