import { detectNamespaceSelectors, isPositive, meaningfulRequirements } from "../namespaceSelectors";
import type { RuleModule } from "../ruleModule";

export const everyNamespace = {
  id: "every-namespace",
  severity: "warning",
  message:
    "a namespace selector that is empty, or that only excludes namespaces, also matches namespaces that are created later",
  remediation: "select the intended namespaces by name",
  check: (context) =>
    detectNamespaceSelectors(context, (selector) => !meaningfulRequirements(selector).some(isPositive)),
} as const satisfies RuleModule;
