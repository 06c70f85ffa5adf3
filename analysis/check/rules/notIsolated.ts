import { directions } from "../../model/effectivePolicy";
import { selectsPod } from "../../model/matching";
import { objectName } from "../context";
import type { Location } from "../../../args/ignores";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";
import { hasPolicies } from "./policiesOff";

export const notIsolated = {
  id: "not-isolated",
  severity: "warning",
  message: "in at least one direction, no policy isolates the component's pods",
  remediation:
    "give the component a policy with both policy types, `Ingress` and `Egress`, or, if the component is not deployed, turn it off in the values",
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests || !hasPolicies(context)) return [];
    return context.components.flatMap(({ component, pod }): Detection[] => {
      const policies = context.effectivePolicies.filter((policy) => selectsPod(policy, pod) === true);
      const open = directions.filter((direction) => !policies.some((policy) => policy[direction] !== undefined));
      if (open.length === 0) return [];
      const detail = open.length === 2 ? component : `${component} ${open[0]}`;
      const locations: Location[] = policies.map(({ policy }) => ({
        object: objectName("NetworkPolicy", policy),
        path: ["spec", "policyTypes"],
      }));
      return (locations.length > 0 ? locations : [{ path: [] }]).map((location) => ({ ...location, detail }));
    });
  },
} as const satisfies RuleModule;
