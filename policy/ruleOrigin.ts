import type { Component } from "../graph/components";
import { type ValdEdge, valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "./args";
import { edgesFor, isAt } from "./edgesFor";
import type { Path } from "./problem";

/**
 * Where a rule of a component's policy comes from: an edge of Vald's graph, or the path of the user's edge or custom rule in
 * the args. `index` is its place in the policy's list, from 0.
 */
export function ruleOrigin(
  args: NetworkPoliciesArgs,
  component: Component,
  direction: "ingress" | "egress",
  index: number,
): ValdEdge | Path {
  const own = direction === "ingress" ? "to" : "from";
  const edges = edgesFor(valdGraph, args).filter(({ [own]: end }) => isAt(end, component));
  const edge = edges[index];
  if (edge !== undefined) return edge.origin;
  const custom = index - edges.length;
  const shared = args.defaults?.networkPolicy?.custom?.[direction] ?? [];
  return custom < shared.length
    ? ["defaults", "networkPolicy", "custom", direction, custom]
    : ["components", component, "custom", direction, custom - shared.length];
}
