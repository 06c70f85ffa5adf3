import type { Component } from "../graph/components";
import { edgesAmong } from "../graph/edgesAmong";
import { valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "./args";
import { enabledComponents } from "./compile";
import type { Path } from "./problem";

/**
 * Where a rule of a component's policy comes from: the path of the custom rule in the args, or undefined when it is an edge
 * of the graph. `index` is its place in the policy's list, from 0.
 */
export function ruleOrigin(
  args: NetworkPoliciesArgs,
  component: Component,
  direction: "ingress" | "egress",
  index: number,
): Path | undefined {
  const own = direction === "ingress" ? "to" : "from";
  const edges = edgesAmong(valdGraph, enabledComponents(args)).filter(
    ({ [own]: end }) => end.kind === "component" && end.component === component,
  );
  const shared = args.defaults?.networkPolicy?.custom?.[direction] ?? [];
  const custom = index - edges.length;
  if (custom < 0) return undefined;
  return custom < shared.length
    ? ["defaults", "networkPolicy", "custom", direction, custom]
    : ["components", component, "custom", direction, custom - shared.length];
}
