import type * as pulumi from "@pulumi/pulumi";
import type { LabelSelector } from "../kubernetes/networkPolicy";
import type { CompiledPolicy } from "../policy/compile";
import { applyInput, type InputRuleKinds, type InputValueKinds, inputValueOps } from "./inputValueOps";

/** Tells the provider to take over fields from another field manager, and tells Helm to keep the object that it created. */
const annotations = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };

const noPod: LabelSelector = {
  matchExpressions: [
    { key: "app", operator: "Exists" },
    { key: "app", operator: "DoesNotExist" },
  ],
};

/**
 * Returns a policy that allows the same connections and takes over a policy with the same name from another manager. The server
 * drops an empty list before it compares field managers, so the other manager's rules would remain. Therefore, an empty list is
 * replaced with a rule that matches no pods.
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
  // An Output that resolves to something other than a list is left unchanged; validateWhenResolved reports it.
  return applyInput(rules, (known) => (Array.isArray(known) && known.length === 0 ? [rule] : known));
}
