import type { FindingRule } from "../findingRule";

export const everyone = {
  id: "everyone",
  severity: "error",
  message: "an empty rule, or an absent or empty list of peers, allows everyone: all pods and all addresses",
  remediation: "name the peers",
  check: ({ rules }) =>
    rules.filter(({ isUserRule, peers }) => isUserRule && peers.length === 0).map(({ location }) => location),
} as const satisfies FindingRule;
