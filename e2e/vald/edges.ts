import { plainValueOps } from "../../args/plainValueOps";
import { resolveArgs, resolveValidArgs } from "../../args/resolveArgs";
import type { NetworkPoliciesArgs, NetworkPolicy } from "../../core";
import { componentTitle } from "../../analysis/text/componentTitle";
import { type Component, componentNames } from "../../graph/components";
import { edgesAmong } from "../../graph/edgesAmong";
import { type ValdEdge, valdGraph } from "../../graph/valdGraph";
import { compiledManifests } from "../../policy/networkPolicies";

/** Connections that the policies allow, and the policies without them. */
export interface RemovableEdge {
  /** For example, `lb gateway -> agent`. */
  title: string;
  /** The components whose pods start again. A client, DNS, and the API server are not components. */
  ends: Component[];
  /** The policies that allow everything else. */
  policies: NetworkPolicy[];
}

/** Vald's edges between deployed components, their edges to DNS and to the API server, and the edges of the args. */
export function removableEdges(args: NetworkPoliciesArgs): RemovableEdge[] {
  const deployed = resolveArgs(args)
    .components.filter(({ isDeployed }) => isDeployed)
    .map(({ component }) => component);
  const own = deployed.flatMap((from) =>
    [...componentNames, "DNS" as const, "API server" as const].flatMap((to): RemovableEdge[] => {
      const removed = edgesAmong(valdGraph, deployed).filter((edge) => isBetween(edge, from, to));
      if (removed.length === 0) return [];
      const graph = { ...valdGraph, edges: valdGraph.edges.filter((edge) => !removed.includes(edge)) };
      const isComponent = to !== "DNS" && to !== "API server";
      return [
        {
          title: `${componentTitle(from)} -> ${isComponent ? componentTitle(to) : to}`,
          // A job's pod is new each time, so the other end need not start again.
          ends: isComponent && valdGraph.components[from].isCronJob !== true ? [from, to] : [from],
          policies: compiledManifests(resolveValidArgs(graph, args, plainValueOps)),
        },
      ];
    }),
  );
  const edges = args.edges ?? [];
  const clients = edges.flatMap(({ to }, i): RemovableEdge[] => {
    if (!("component" in to)) return [];
    // Cast: valid args name a component.
    const component = to.component as Component;
    const policies = compiledManifests(resolveArgs({ ...args, edges: edges.filter((_, j) => j !== i) }));
    return [{ title: `client -> ${componentTitle(component)}`, ends: [component], policies }];
  });
  return [...own, ...clients];
}

/** The edge that opens kube-system is also an edge to DNS. */
function isBetween(
  { from, to, namespaceWide = false }: ValdEdge,
  source: Component,
  target: Component | "DNS" | "API server",
) {
  if (from.kind !== "component" || from.component !== source) return false;
  if (to.kind === "component") return to.component === target;
  if (to.kind === "platform") return target === (to.service === "dns" ? "DNS" : "API server");
  return namespaceWide && target === "DNS";
}
