import { namespaceNameLabel } from "../../../kubernetes/namespaceNameLabel";
import { detectNamespaceSelectors, meaningfulRequirements } from "../namespaceSelectors";
import type { FindingRule } from "../findingRule";

export const namespaceByLabel = {
  id: "namespace-by-label",
  severity: "warning",
  message:
    "anyone who can label namespaces can make this selector match more of them; only the API server sets the label kubernetes.io/metadata.name",
  remediation: "select namespaces by kubernetes.io/metadata.name (in an edge: namespace)",
  check: (context) =>
    detectNamespaceSelectors(context, (selector) => {
      const all = meaningfulRequirements(selector);
      return all.length > 0 && !all.some(({ key, operator }) => key === namespaceNameLabel && operator === "In");
    }),
} as const satisfies FindingRule;
