import { documentedComponents } from "../../../graph/components";
import type { RuleModule } from "../ruleModule";

export const componentOff = {
  id: "component-off",
  severity: "info",
  message: "the component is off, so it has no policy, and if its pods are still running, no policy isolates them",
  remediation: "if the component is deployed, turn it on",
  check: ({ isManifests, resolved: { args, policiesEnabled }, components, chart }) =>
    isManifests || !policiesEnabled || components.length === 0
      ? []
      : documentedComponents
          .filter((component) => args.components?.[component]?.enabled === false)
          .map((component) => ({ path: ["components", component, "enabled"] }))
          // A component that the chart's values turn off is not deployed, so it does not need a finding.
          .filter(({ path }) => chart?.isOwn(path) !== false),
} as const satisfies RuleModule;
