import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";

export const noEffect = {
  id: "no-effect",
  severity: "warning",
  message: "this setting has no effect because the component is off",
  remediation: "turn the component on, or remove this setting",
  check: ({ isManifests, resolved: { ineffective } }): Detection[] =>
    isManifests ? [] : ineffective.map(({ path, component }) => ({ path, detail: component })),
} as const satisfies RuleModule;
