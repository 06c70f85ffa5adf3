import type { Component } from "../graph/components";
import { edgesAmong } from "../graph/edgesAmong";
import type { Edge, Endpoint, Graph } from "../graph/graph";
import type { ArgValues, EdgeEnd, NetworkPoliciesArgs } from "./args";
import { enabledComponents } from "./enabledComponents";
import { outside } from "./outside";
import { platformPlaces } from "./platformPlaces";
import type { Path } from "./problem";
import { usedPorts } from "./usedPorts";

/** An edge that is there by the args, with the values that they give it. */
export interface EdgeFor<V extends ArgValues, E extends Edge> {
  from: Endpoint<V>;
  to: Endpoint<V>;
  /** Absent: all ports. */
  ports?: V["ports"];
  /** Where it comes from: the edge of the graph, or the place in the args. */
  origin: E | Path;
}

/** The edges between whatever is deployed: the graph's, by the table, then the user's, in the user's order. */
export function edgesFor<V extends ArgValues, E extends Edge>(
  graph: Graph<E>,
  args: NetworkPoliciesArgs<V>,
): EdgeFor<V, E>[] {
  const deployed = enabledComponents(args);
  return [
    ...edgesAmong(graph, deployed).flatMap((edge) => placed(edge, args, deployed)),
    ...(args.edges ?? []).flatMap(({ from, to, ports }, i) =>
      ends(from, deployed).flatMap((source) =>
        ends(to, deployed).map((target) => ({
          from: source,
          to: target,
          ...(ports !== undefined && { ports }),
          origin: ["edges", i],
        })),
      ),
    ),
  ];
}

/** An end of the user's: none where its component is not deployed, several where it stands for all that are. */
function ends<V extends ArgValues>(end: EdgeEnd<V>, deployed: readonly Component[]): Endpoint<V>[] {
  const { component } = end;
  if (component === undefined) return [outside(end)];
  return deployed
    .filter((c) => component === "every" || component === c)
    .map((c) => ({ kind: "component", component: c }));
}

/** Whether an end of an edge is a component. */
export function isAt<V extends ArgValues>(end: Endpoint<V>, component: Component): boolean {
  return end.kind === "component" && end.component === component;
}

/** An edge of the graph as the args have it: several where the platform has several places, none where others stand for it. */
function placed<V extends ArgValues, E extends Edge>(
  edge: E,
  args: NetworkPoliciesArgs<V>,
  deployed: readonly Component[],
): EdgeFor<V, E>[] {
  const from: Endpoint<V> = edge.from;
  if (edge.to.kind === "platform") {
    return platformPlaces(edge.to, args).map(({ origin = edge, ...place }) => ({ from, ...place, origin }));
  }
  const to: Endpoint<V> = edge.to;
  if (args.edgePorts !== "vald") return [{ from, to, origin: edge }];
  if (edge.coarse === true) return [];
  if (to.kind !== "component" || edge.uses === undefined) return [{ from, to, origin: edge }];
  const ports = usedPorts(edge.uses, to.component, args, deployed);
  // A rule without ports would mean all of them.
  return ports.length === 0 ? [] : [{ from, to, ports, origin: edge }];
}
