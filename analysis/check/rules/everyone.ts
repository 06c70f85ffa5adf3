import type { RuleModule } from "../ruleModule";

export const everyone = {
  id: "everyone",
  severity: "error",
  message: "a rule whose `from` or `to` is absent or empty allows everyone: all pods and all addresses",
  remediation: "list the intended peers in `from` or `to`",
  check: ({ rules }) =>
    rules.filter(({ isUserRule, peers }) => isUserRule && peers.length === 0).map(({ location }) => location),
} as const satisfies RuleModule;
