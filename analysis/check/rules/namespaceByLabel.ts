import { namespaceNameLabel } from "../../../kubernetes/namespaceNameLabel";
import { detectNamespaceSelectors, isPositive, meaningfulRequirements } from "../namespaceSelectors";
import type { RuleModule } from "../ruleModule";

export const namespaceByLabel = {
  id: "namespace-by-label",
  severity: "warning",
  message: "anyone who can label namespaces can make this selector match additional namespaces",
  remediation:
    "select namespaces by the label `kubernetes.io/metadata.name`, which only the API server sets (in an edge, use `namespace`)",
  check: (context) =>
    detectNamespaceSelectors(context, (selector) => {
      const positive = meaningfulRequirements(selector).filter(isPositive);
      return positive.length > 0 && !positive.some(({ key }) => key === namespaceNameLabel);
    }),
} as const satisfies RuleModule;
