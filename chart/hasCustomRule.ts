import type { CustomRules, NetworkPoliciesArgs, ValueKinds } from "../args/args";
import type { Component } from "../graph/components";

/** Whether the args contain a custom rule for a component in a direction. `includesShared`: rules for all components count too. */
export function hasCustomRule(
  args: NetworkPoliciesArgs<ValueKinds>,
  component: Component,
  direction: "ingress" | "egress",
  includesShared: boolean,
): boolean {
  const shared = includesShared ? [args.defaults?.networkPolicy?.custom] : [];
  // A list that is not known yet may contain rules.
  const rules = [args.components?.[component]?.custom, ...shared].map(
    (block) => (block as CustomRules | undefined)?.[direction],
  );
  return rules.some((list) => list !== undefined && !(Array.isArray(list) && list.length === 0));
}
