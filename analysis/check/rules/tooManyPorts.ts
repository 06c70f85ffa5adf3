import type { CheckedRule } from "../context";
import type { RuleModule } from "../ruleModule";

export const tooManyPorts = {
  id: "too-many-ports",
  severity: "warning",
  message: "the network plugin ignores some of the ports",
  remediation: "combine consecutive ports into ranges with `endPort`",
  cniOverrides: {
    "vpc-cni": {
      message: "the Amazon VPC CNI accepts at most 24 ports or port ranges for each address and ignores the rest",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    },
  },
  check: ({ rules }) =>
    rules.filter((rule) => rule.isUserRule && portsOfPeers(rule) > maxPorts).map(({ location }) => location),
} as const satisfies RuleModule;

/** The limit of the Amazon VPC CNI for each address. */
const maxPorts = 24;

/** The number of port entries that the policy lists for a rule's peers. */
function portsOfPeers({ peers, siblings }: CheckedRule): number {
  const keys = new Set(peers.map((peer) => JSON.stringify(peer)));
  const ports = siblings
    .filter((rule) => rule.peers.some((peer) => keys.has(JSON.stringify(peer))))
    .flatMap((rule) => rule.ports);
  return new Set(ports.map(({ protocol = "TCP", port, endPort }) => [protocol, port, endPort].join())).size;
}
