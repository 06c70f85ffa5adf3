import type { CheckedRule } from "../context";
import type { FindingRule } from "../findingRule";

export const tooManyPorts = {
  id: "too-many-ports",
  severity: "warning",
  message: "some of the ports are ignored",
  remediation: "combine consecutive ports with endPort",
  cniOverrides: {
    "vpc-cni": {
      message: "Amazon's network plugin accepts 24 ports or port ranges for an address and ignores the others",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    },
  },
  check: ({ rules }) =>
    rules.filter((rule) => rule.isUserRule && portsOfPeers(rule) > maxPorts).map(({ location }) => location),
} as const satisfies FindingRule;

/** The limit of Amazon's network plugin for one address. */
const maxPorts = 24;

/** How many ports the policy opens for the peers of a rule. */
function portsOfPeers({ peers, siblings }: CheckedRule): number {
  const keys = new Set(peers.map((peer) => JSON.stringify(peer)));
  const ports = siblings
    .filter((rule) => rule.peers.some((peer) => keys.has(JSON.stringify(peer))))
    .flatMap((rule) => rule.ports);
  return new Set(ports.map(({ protocol = "TCP", port, endPort }) => [protocol, port, endPort].join())).size;
}
