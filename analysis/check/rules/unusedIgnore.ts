import type { RuleModule } from "../ruleModule";

export const unusedIgnore = {
  id: "unused-ignore",
  severity: "info",
  message: "this entry does not match any finding",
  remediation: "remove the entry from `ignore`, or set its `path` to the location that the finding shows",
  // `applySuppressions` reports this finding.
  check: () => [],
} as const satisfies RuleModule;
