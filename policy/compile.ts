import type { ValueKinds } from "../args/args";
import type { ResolvedArgs } from "../args/resolvedArgs";
import type { RuleKinds } from "../args/ruleKinds";
import type { ValueOps } from "../args/valueOps";
import type { Component } from "../graph/components";
import type { Edge } from "../graph/graph";

/** One component's policy, without the fields that are the same for every NetworkPolicy. */
export interface CompiledPolicy<V extends ValueKinds, R extends RuleKinds> {
  metadata: { name: V["text"]; namespace: V["text"]; labels: V["labels"]; annotations?: V["labels"] };
  spec: {
    podSelector: { matchLabels: V["labels"] };
    policyTypes: ("Ingress" | "Egress")[];
    ingress: R["ingress"];
    egress: R["egress"];
  };
}

/** Compiles one policy for each deployed component, in the table's order. */
export function compile<V extends ValueKinds, R extends RuleKinds>(
  { namespace, policiesEnabled, components, args: { labels, annotations } }: ResolvedArgs<V, R, Edge>,
  ops: ValueOps<V, R>,
): Partial<Record<Component, CompiledPolicy<V, R>>> {
  const policies: Partial<Record<Component, CompiledPolicy<V, R>>> = {};
  for (const { component, isDeployed, name, policyName, podLabels, ingress, egress } of components) {
    if (!policiesEnabled || !isDeployed) continue;
    policies[component] = {
      metadata: {
        name: policyName,
        namespace,
        labels: ops.mergeLabels(labels, {
          "app.kubernetes.io/part-of": "vald",
          "app.kubernetes.io/component": name,
        }),
        ...(annotations !== undefined && { annotations }),
      },
      spec: {
        podSelector: { matchLabels: podLabels },
        policyTypes: ["Ingress", "Egress"],
        ingress: ops.ingress(ingress),
        egress: ops.egress(egress),
      },
    };
  }
  return policies;
}
