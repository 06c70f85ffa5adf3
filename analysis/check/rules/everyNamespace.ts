import { detectNamespaceSelectors, meaningfulRequirements } from "../namespaceSelectors";
import type { FindingRule } from "../findingRule";

export const everyNamespace = {
  id: "every-namespace",
  severity: "warning",
  message: "an empty namespace selector matches every namespace, including namespaces that are created later",
  remediation: "select the intended namespaces by name",
  check: (context) => detectNamespaceSelectors(context, (selector) => meaningfulRequirements(selector).length === 0),
} as const satisfies FindingRule;
