import { intersectPorts, onePort } from "../../model/portSet";
import { addressBlocks, areOfServices, detectBlocks } from "../addressBlocks";
import type { CheckedRule } from "../context";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const serviceAddress = {
  id: "service-address",
  severity: "warning",
  message:
    "this address is in a usual Service range, but the network plugin does not apply policies to Service addresses",
  remediation: "also allow the addresses of the Service's endpoints",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "gke-v2": {
      message:
        "with GKE Dataplane V2, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://github.com/gke-labs/kube-agents/blob/main/docs/site/src/content/docs/deploy/kustomize.md",
    },
    cilium: {
      message:
        "with Cilium, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://docs.cilium.io/en/stable/security/policy/layer4/",
    },
    calico: {
      message:
        "with Calico, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://github.com/projectcalico/felix/issues/1087",
    },
  },
  check: (context) => detectBlocks(context, (_, rule) => isServiceAddressRule(rule)),
} as const satisfies RuleModule;

/**
 * Whether all of an egress rule's blocks are Service addresses. A DNS rule does not count if another rule allows DNS to pods by
 * labels.
 */
export function isServiceAddressRule(rule: CheckedRule): boolean {
  const { direction, ports, siblings } = rule;
  if (direction !== "egress" || !addressBlocks(rule).every(({ addresses }) => areOfServices(addresses))) return false;
  const isForDns = ports.length > 0 && ports.every(({ port }) => port === 53);
  return !(isForDns && siblings.some(allowsDnsByLabels));
}

function allowsDnsByLabels({ rule, peers }: CheckedRule): boolean {
  const allowsDns = intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0;
  return allowsDns && peers.some(({ ipBlock }) => ipBlock === undefined);
}
