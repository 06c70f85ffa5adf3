import type { Component } from "../graph/components";
import type { Endpoint } from "../graph/graph";
import type { EgressRule, IngressRule, NetworkPolicyPeer, NetworkPolicyPort } from "../kubernetes/networkPolicy";
import type { PlainValueKinds } from "./args";
import type { PlainRuleKinds } from "./ruleKinds";
import type { ResolvedArgs, ResolvedComponent, RuleOrigin } from "./resolvedArgs";
import { isResolved } from "./schema/unresolved";

/** One rule that a component's policy is meant to have. */
export interface IntendedRule {
  component: Component;
  direction: "ingress" | "egress";
  /** The other end of the edge; absent for custom rules. */
  endpoint?: Endpoint;
  /** Peers; empty means everyone. */
  peers: NetworkPolicyPeer[];
  /** Ports; empty means all. */
  ports: NetworkPolicyPort[];
  origin: RuleOrigin;
}

/** The rules of every policy, by component and direction, in the order in which the policies have them. */
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
