import { type Component, componentNames } from "./components";
import type { Edge, Graph } from "./graph";

/**
 * The edges of a graph that are there with these components and no others, by source and then by target: components in the
 * table's order, then others, then what the platform has. The order in which the graph lists them does not matter.
 */
export function edgesAmong<E extends Edge>(graph: Graph<E>, components: readonly Component[]): E[] {
  const isThere = (end: Edge["to"]) => end.kind !== "component" || components.includes(end.component);
  return graph.edges
    .filter(
      ({ from, to, without = [] }) => isThere(from) && isThere(to) && !without.some((c) => components.includes(c)),
    )
    .sort((a, b) => compareEnds(a.from, b.from) || compareEnds(a.to, b.to));
}

function compareEnds(a: Edge["to"], b: Edge["to"]): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function rank(end: Edge["to"]): number {
  if (end.kind === "component") return componentNames.indexOf(end.component);
  if (end.kind !== "platform") return componentNames.length;
  return componentNames.length + (end.service === "dns" ? 1 : 2);
}
