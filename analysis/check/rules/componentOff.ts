import { documentedComponents } from "../../../graph/components";
import type { FindingRule } from "../findingRule";

export const componentOff = {
  id: "component-off",
  severity: "info",
  message: "off means not deployed: no policy isolates pods of this component that still run",
  remediation: "turn it on if it runs",
  check: ({ isManifests, resolved: { args, policiesEnabled }, components }) =>
    isManifests || !policiesEnabled || components.length === 0
      ? []
      : documentedComponents
          .filter((component) => args.components?.[component]?.enabled === false)
          .map((component) => ({ path: ["components", component, "enabled"] })),
} as const satisfies FindingRule;
