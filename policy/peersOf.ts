import type { Component } from "../graph/components";
import type { Endpoint, Graph } from "../graph/graph";
import type { ArgValues, NetworkPoliciesArgs } from "./args";
import type { RuleValues, Values } from "./values";

/** The peers of a rule that stand for an end of an edge, in the policy of the component at the other end. */
export function peersOf<V extends ArgValues, R extends RuleValues>(
  graph: Graph,
  args: NetworkPoliciesArgs<V>,
  values: Values<V, R>,
): (end: Endpoint<V>) => R["peers"] {
  const labelsOf = podLabelsOf(graph, args, values);
  return (end) => {
    switch (end.kind) {
      // No namespaceSelector: Vald's own pods are in the policy's namespace, whatever that will be.
      case "component":
        return values.pods(labelsOf(end.component), undefined);
      // The API server puts this label on every namespace; `name` or any other label may be missing or forged.
      case "pods": {
        const byName = end.namespace === undefined ? {} : { "kubernetes.io/metadata.name": end.namespace };
        const isOwn = end.namespace === undefined && end.namespaceLabels === undefined;
        return values.pods(end.podLabels, isOwn ? undefined : values.labels(end.namespaceLabels, byName));
      }
      case "ranges":
        return values.ranges(end.cidrs, end.except);
    }
  };
}

/** The labels that select a component's pods. */
export function podLabelsOf<V extends ArgValues, R extends RuleValues>(
  graph: Graph,
  args: NetworkPoliciesArgs<V>,
  values: Values<V, R>,
): (component: Component) => V["labels"] {
  const nameOf = appOf(graph, args);
  return (c) =>
    values.labels(
      args.instanceLabels,
      args.components?.[c]?.podLabels ?? { [graph.components[c].selectedBy ?? "app"]: nameOf(c) },
    );
}

/** The value of the label by which a component's pods are known. */
export function appOf<V extends ArgValues>(
  graph: Graph,
  args: NetworkPoliciesArgs<V>,
): (component: Component) => V["text"] | string {
  return (c) => args.components?.[c]?.name ?? graph.components[c].app;
}
