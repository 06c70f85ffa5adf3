import { podFindings } from "../../queries/podFindings";
import { objectName } from "../context";
import type { RuleModule } from "../ruleModule";

export const policySelectsNoPod = {
  id: "policy-selects-no-pod",
  severity: "warning",
  message: "this policy selects no pods",
  remediation: "correct the policy's `podSelector` or the pods' labels, or remove the policy",
  needsManifests: true,
  check: (context) =>
    podFindings(context).flatMap((finding) =>
      finding.code === "policy-selects-no-pod" && context.isManifests
        ? [{ object: objectName("NetworkPolicy", finding.policy), path: ["spec", "podSelector"] }]
        : [],
    ),
} as const satisfies RuleModule;
