import { parseAddresses } from "../../model/addresses";
import { intersectIntervals, unionIntervals } from "../../model/intervals";
import { serviceAddresses } from "../addressBlocks";
import { type FindingRule, hasUnresolved } from "../findingRule";

export const noServiceAddress = {
  id: "no-service-address",
  severity: "warning",
  message: "policies see the address of the API server's Service",
  remediation: "also give the address of the Service kubernetes in namespace default",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "vpc-cni": {
      message:
        "on EKS, policies see the address of the API server's Service, and none of these is in the usual ranges of Services",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/210",
    },
  },
  check: ({ isManifests, resolved: { args } }) => {
    // Each cluster has an IPv6 range of its own for Services.
    const configured = (args.apiServer?.cidrs ?? []).filter((cidr) => !cidr.includes(":")).map(parseAddresses);
    const isMissing =
      configured.length > 0 && intersectIntervals(configured.reduce(unionIntervals, []), serviceAddresses).length === 0;
    return isMissing && !isManifests ? [{ path: ["apiServer", "cidrs"] }] : [];
  },
} as const satisfies FindingRule;
