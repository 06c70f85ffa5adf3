import { policyObjectText } from "../../model/policyObject";
import { appliesToPod } from "../../model/unevaluatedPolicy";
import type { RuleModule } from "../ruleModule";

export const policyNotEvaluated = {
  id: "policy-not-evaluated",
  severity: "warning",
  message: "this policy is not evaluated, and it may allow or deny connections of Vald's pods",
  remediation:
    "review the policy; then ignore this finding, and for all commands, accept the policy's kind with `--ignore-kind`; if it is a NetworkPolicy, correct it, or change its apiVersion to networking.k8s.io/v1",
  needsManifests: true,
  check: ({ unevaluatedPolicies = [], components, pods, resolved: { namespace } }) => {
    const ofVald =
      pods?.filter((pod) => pod.namespace === namespace) ??
      components.map(({ pod }) => ({ ...pod, mayHaveMoreLabels: true }));
    return unevaluatedPolicies
      .filter((policy) => ofVald.some((pod) => appliesToPod(policy, pod) !== false))
      .map((policy) => ({ object: policyObjectText(policy), path: [] }));
  },
} as const satisfies RuleModule;
