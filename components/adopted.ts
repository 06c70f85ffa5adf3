import type * as pulumi from "@pulumi/pulumi";
import type { CompiledPolicy } from "../policy/compile";
import type { LabelSelector } from "../policy/notation";
import { combine, type InputRules, type InputValues, inputValues } from "./inputs";

/** What tells the provider to take fields over from another field manager, and Helm to leave an object that it made. */
const annotations = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };

const noPod: LabelSelector = {
  matchExpressions: [
    { key: "app", operator: "Exists" },
    { key: "app", operator: "DoesNotExist" },
  ],
};

/**
 * A policy that takes the place of one of the same name that another manager made. It lets through the same. The server
 * drops an empty list before it asks whose the field is, so the rules of the other manager would stay open: instead of no
 * rule it has one that fits no pod.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function adopted(policy: CompiledPolicy<InputValues, InputRules>): CompiledPolicy<InputValues, InputRules> {
  return {
    metadata: { ...policy.metadata, annotations: inputValues.labels(policy.metadata.annotations, annotations) },
    spec: {
      ...policy.spec,
      ingress: orElse(policy.spec.ingress, { from: [{ podSelector: noPod }] }),
      egress: orElse(policy.spec.egress, { to: [{ podSelector: noPod }] }),
    },
  };
}

function orElse<Rule>(rules: pulumi.Input<Rule[]>, rule: Rule): pulumi.Input<Rule[]> {
  // A late value that is no list is left as it is, for lateCheck to say.
  return combine(rules, (known) => (Array.isArray(known) && known.length === 0 ? [rule] : known));
}
