import type { Component } from "../graph/components";
import { type ValdEdge, valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "./args";
import { edgesFor, isAt } from "./edgesFor";
import type { Path } from "./problem";

/**
 * Where each rule of a component's policy comes from: an edge of Vald's graph, or the path of the user's edge or custom rule
 * in the args. `index` is its place in the policy's list, from 0.
 */
export function ruleOrigins(
  args: NetworkPoliciesArgs,
): (component: Component, direction: "ingress" | "egress", index: number) => ValdEdge | Path {
  const all = edgesFor(valdGraph, args);
  const ofEdges = new Map<string, (ValdEdge | Path)[]>();
  return (component, direction, index) => {
    const key = `${component} ${direction}`;
    const own = direction === "ingress" ? "to" : "from";
    const origins =
      ofEdges.get(key) ?? all.filter(({ [own]: end }) => isAt(end, component)).map(({ origin }) => origin);
    ofEdges.set(key, origins);
    const origin = origins[index];
    if (origin !== undefined) return origin;
    const custom = index - origins.length;
    const shared = args.defaults?.networkPolicy?.custom?.[direction] ?? [];
    return custom < shared.length
      ? ["defaults", "networkPolicy", "custom", direction, custom]
      : ["components", component, "custom", direction, custom - shared.length];
  };
}
