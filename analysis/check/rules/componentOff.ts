import { documentedComponents } from "../../../graph/components";
import type { FindingRule } from "../findingRule";

export const componentOff = {
  id: "component-off",
  severity: "info",
  message:
    "off means not deployed: the component has no policy, so any of its pods that are still running are not isolated",
  remediation: "turn the component on if it is deployed",
  check: ({ isManifests, resolved: { args, policiesEnabled }, components }) =>
    isManifests || !policiesEnabled || components.length === 0
      ? []
      : documentedComponents
          .filter((component) => args.components?.[component]?.enabled === false)
          .map((component) => ({ path: ["components", component, "enabled"] })),
} as const satisfies FindingRule;
