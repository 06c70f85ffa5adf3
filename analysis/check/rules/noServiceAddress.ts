import { parseAddresses } from "../../model/addresses";
import { intersectIntervals, unionIntervals } from "../../model/intervals";
import { serviceAddresses } from "../addressBlocks";
import { type FindingRule, hasUnresolved } from "../findingRule";

export const noServiceAddress = {
  id: "no-service-address",
  severity: "warning",
  message: "policies see the address of the API server's Service",
  remediation: "also list the address of the kubernetes Service in the default namespace",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "vpc-cni": {
      message:
        "on EKS, policies see the address of the API server's Service, but none of the addresses given here is in the usual Service ranges",
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
} as const satisfies FindingRule;
