import type { Component } from "../graph/components";
import type { Graph } from "../graph/graph";
import type { ArgValues, NetworkPoliciesArgs } from "./args";
import { appOf } from "./peersOf";
import type { RuleValues, Values } from "./values";

/** What a component's policy is called: by its name, or, as long as it has the usual one, as the graph may have it. */
export function policyNameOf<V extends ArgValues, R extends RuleValues>(
  graph: Graph,
  args: Pick<NetworkPoliciesArgs<V>, "components" | "namePrefix">,
  values: Values<V, R>,
): (component: Component) => V["text"] {
  const nameOf = appOf(graph, args);
  const { namePrefix = "", components } = args;
  return (c) => {
    const own = components?.[c]?.name === undefined ? graph.components[c].policy : undefined;
    return own === undefined ? values.affixed(namePrefix, nameOf(c), "-allow") : values.affixed(namePrefix, own, "");
  };
}
