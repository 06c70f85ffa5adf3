import { parseAddresses } from "../../model/addresses";
import { intersectIntervals, unionIntervals } from "../../model/intervals";
import { serviceAddresses } from "../addressBlocks";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const noServiceAddress = {
  id: "no-service-address",
  severity: "warning",
  message: "policies must allow the address of the API server's Service",
  remediation: "also list the address of the Service `kubernetes` in the namespace `default`",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "vpc-cni": {
      message:
        "on EKS, policies must allow the address of the API server's Service, but none of these addresses is in a usual Service range",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/210",
    },
  },
  check: ({ isManifests, resolved: { args } }) => {
    // IPv6 Service ranges differ between clusters.
    const configured = (args.apiServer?.cidrs ?? []).filter((cidr) => !cidr.includes(":")).map(parseAddresses);
    const isMissing =
      configured.length > 0 && intersectIntervals(configured.reduce(unionIntervals, []), serviceAddresses).length === 0;
    return isMissing && !isManifests ? [{ path: ["apiServer", "cidrs"] }] : [];
  },
} as const satisfies RuleModule;
