import { type Component, componentNames } from "./components";
import type { Edge, Endpoint, Graph } from "./graph";

/**
 * The edges of a graph that are there with these components and no others, by source and then by target: components in the
 * table's order, then namespaces by name. The order in which the graph lists them does not matter.
 */
export function edgesAmong(graph: Graph, components: readonly Component[]): Edge[] {
  const isThere = (end: Endpoint) => end.kind !== "component" || components.includes(end.component);
  return graph.edges
    .filter(
      ({ from, to, without = [] }) => isThere(from) && isThere(to) && !without.some((c) => components.includes(c)),
    )
    .sort((a, b) => compareEndpoints(a.from, b.from) || compareEndpoints(a.to, b.to));
}

function compareEndpoints(a: Endpoint, b: Endpoint): number {
  if (a.kind === "component" && b.kind === "component")
    return componentNames.indexOf(a.component) - componentNames.indexOf(b.component);
  if (a.kind === "namespace" && b.kind === "namespace")
    return a.namespace === b.namespace ? 0 : a.namespace < b.namespace ? -1 : 1;
  return a.kind === "component" ? -1 : 1;
}
