import type { FindingRule } from "../findingRule";

export const unusedIgnore = {
  id: "unused-ignore",
  severity: "info",
  message: "there is no such finding at this location, or no longer",
  remediation: "remove the entry from ignore, or write its path as the finding shows it",
  // Only `applySuppressions` can tell.
  check: () => [],
} as const satisfies FindingRule;
