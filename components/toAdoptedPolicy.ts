import type * as pulumi from "@pulumi/pulumi";
import type { LabelSelector } from "../kubernetes/networkPolicy";
import type { CompiledPolicy } from "../policy/compile";
import { applyInput, type InputRuleKinds, type InputValueKinds, inputValueOps } from "./inputValueOps";

/** Tells the provider to take fields over from another field manager, and Helm to keep the object it created. */
const annotations = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };

const noPod: LabelSelector = {
  matchExpressions: [
    { key: "app", operator: "Exists" },
    { key: "app", operator: "DoesNotExist" },
  ],
};

/**
 * A policy that takes over a policy of the same name from another manager and allows the same. The server drops an empty list
 * before it compares field managers, so the rules of the other manager would stay; an empty list therefore becomes a rule that
 * matches no pod.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function toAdoptedPolicy(
  policy: CompiledPolicy<InputValueKinds, InputRuleKinds>,
): CompiledPolicy<InputValueKinds, InputRuleKinds> {
  return {
    metadata: {
      ...policy.metadata,
      annotations: inputValueOps.mergeLabels(policy.metadata.annotations, annotations),
    },
    spec: {
      ...policy.spec,
      ingress: orIfEmpty(policy.spec.ingress, { from: [{ podSelector: noPod }] }),
      egress: orIfEmpty(policy.spec.egress, { to: [{ podSelector: noPod }] }),
    },
  };
}

function orIfEmpty<Rule>(rules: pulumi.Input<Rule[]>, rule: Rule): pulumi.Input<Rule[]> {
  // A late value that is not a list stays as it is; validateWhenResolved reports it.
  return applyInput(rules, (known) => (Array.isArray(known) && known.length === 0 ? [rule] : known));
}
