import type { ResourceTransform } from "@pulumi/pulumi";
import type { IngressRule } from "../../core";

/** A transform that deploys wrong rules in a policy. `policy` is the policy's name. */
export function withRules(policy: string, rules: { ingress: IngressRule[] }): ResourceTransform {
  return ({ props, opts }) =>
    (props["metadata"] as { name?: string } | undefined)?.name === policy
      ? { props: { ...props, spec: { ...(props["spec"] as object), ...rules } }, opts }
      : undefined;
}
