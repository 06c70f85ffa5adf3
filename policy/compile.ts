import type { Component } from "../graph/components";
import type { Graph } from "../graph/graph";
import type { ArgValues, NetworkPoliciesArgs } from "./args";
import { edgesFor, isAt } from "./edgesFor";
import { enabledComponents } from "./enabledComponents";
import { appOf, peersOf, podLabelsOf } from "./peersOf";
import { policyNameOf } from "./policyNameOf";
import type { RuleValues, Values } from "./values";

/** One component's policy, without the fields that are the same for every NetworkPolicy. */
export interface CompiledPolicy<V extends ArgValues, R extends RuleValues> {
  metadata: { name: V["text"]; namespace: V["text"]; labels: V["labels"]; annotations?: V["labels"] };
  spec: {
    podSelector: { matchLabels: V["labels"] };
    policyTypes: ("Ingress" | "Egress")[];
    ingress: R["ingress"];
    egress: R["egress"];
  };
}

/** Compiles the graph and the user's args into one policy for each component that is deployed, in the table's order. */
export function compile<V extends ArgValues, R extends RuleValues>(
  graph: Graph,
  args: NetworkPoliciesArgs<V> & { namespace: V["text"] },
  values: Values<V, R>,
): Partial<Record<Component, CompiledPolicy<V, R>>> {
  const nameOf = appOf(graph, args);
  const policyName = policyNameOf(graph, args, values);
  const labelsOf = podLabelsOf(graph, args, values);
  const peers = peersOf(graph, args, values);
  const custom = (c: Component): V["custom"][] =>
    [args.defaults?.networkPolicy?.custom, args.components?.[c]?.custom].filter((block) => block !== undefined);
  const edges = edgesFor(graph, args);

  const policies: Partial<Record<Component, CompiledPolicy<V, R>>> = {};
  for (const component of enabledComponents(args)) {
    policies[component] = {
      metadata: {
        name: policyName(component),
        namespace: args.namespace,
        labels: values.labels(args.labels, {
          "app.kubernetes.io/part-of": "vald",
          "app.kubernetes.io/component": nameOf(component),
        }),
        ...(args.annotations !== undefined && { annotations: args.annotations }),
      },
      spec: {
        podSelector: { matchLabels: labelsOf(component) },
        policyTypes: ["Ingress", "Egress"],
        ingress: values.ingress(
          edges
            .filter(({ to }) => isAt(to, component))
            .map(({ from, ports }) => ({ from: peers(from), ...(ports !== undefined && { ports }) })),
          custom(component),
        ),
        egress: values.egress(
          edges
            .filter(({ from }) => isAt(from, component))
            .map(({ to, ports }) => ({ to: peers(to), ...(ports !== undefined && { ports }) })),
          custom(component),
        ),
      },
    };
  }
  return policies;
}
