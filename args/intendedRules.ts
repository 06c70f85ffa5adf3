import type { Component } from "../graph/components";
import type { Endpoint } from "../graph/graph";
import type { EgressRule, IngressRule, NetworkPolicyPeer, NetworkPolicyPort } from "../kubernetes/networkPolicy";
import type { PlainValueKinds } from "./args";
import type { PlainRuleKinds } from "./ruleKinds";
import type { ResolvedArgs, ResolvedComponent, RuleOrigin } from "./resolvedArgs";
import { isResolved } from "./schema/unresolved";

/** One rule that a component's policy should have. */
export interface IntendedRule {
  component: Component;
  direction: "ingress" | "egress";
  /** The other end of the edge; absent for custom rules. */
  endpoint?: Endpoint;
  /** Peers. An empty list matches everyone. */
  peers: NetworkPolicyPeer[];
  /** Ports. An empty list matches all ports. */
  ports: NetworkPolicyPort[];
  origin: RuleOrigin;
}

/** Every policy's intended rules, by component and direction, in the policies' order. */
export function intendedRules({ policiesEnabled, components }: ResolvedArgs): IntendedRule[] {
  if (!policiesEnabled) return [];
  return components.flatMap((component) => [...rulesOf(component, "ingress"), ...rulesOf(component, "egress")]);
}

function rulesOf(
  resolved: ResolvedComponent<PlainValueKinds, PlainRuleKinds>,
  direction: IntendedRule["direction"],
): IntendedRule[] {
  const { component } = resolved;
  return resolved[direction].flatMap((rules): IntendedRule[] => {
    if (rules.kind === "edge") {
      const { endpoint, peers, ports = [], origin } = rules;
      return [{ component, direction, endpoint, peers, ports, origin }];
    }
    return (rules.custom[direction] ?? []).flatMap((rule: IngressRule & EgressRule, i) =>
      isResolved(rule)
        ? [
            {
              component,
              direction,
              peers: rule.from ?? rule.to ?? [],
              ports: rule.ports ?? [],
              origin: { kind: "args" as const, path: [...rules.path, direction, i] },
            },
          ]
        : [],
    );
  });
}
