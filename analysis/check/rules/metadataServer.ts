import { parseAddresses } from "../../model/addresses";
import { coversIntervals } from "../../model/intervals";
import { addressBlocks, detectBlocks } from "../addressBlocks";
import type { CheckedRule } from "../context";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const metadataServer = {
  id: "metadata-server",
  severity: "warning",
  message: "the rule allows an address at which the metadata server does not run",
  remediation: "allow 169.254.169.254/32 on port 80",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "gke-v2": {
      message:
        "with GKE Dataplane V2, the GKE metadata server is at 169.254.169.254 on port 80, not at 169.254.169.252 on port 988",
      source: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/workload-identity",
    },
  },
  check: (context) =>
    detectBlocks(
      context,
      ({ addresses }, { ports, siblings }) =>
        coversIntervals(oldAddress, addresses) &&
        ports.some(({ port }) => port === 988) &&
        !siblings.some((rule) => hasPort(rule, 80) && hasAddress(rule)),
    ),
} as const satisfies RuleModule;

const oldAddress = parseAddresses("169.254.169.252");
const currentAddress = parseAddresses("169.254.169.254");

function hasPort({ ports }: CheckedRule, number: number): boolean {
  return ports.length === 0 || ports.some(({ port }) => port === number);
}

function hasAddress(rule: CheckedRule): boolean {
  return addressBlocks(rule).some(({ addresses }) => coversIntervals(addresses, currentAddress));
}
