import { type Component, componentNames } from "./components";
import type { Edge, Graph } from "./graph";

/**
 * The edges that exist when exactly these components are deployed, sorted by source and then by target: components in the
 * table's order, then other endpoints, then platform services. The graph's own order does not matter.
 */
export function edgesAmong<E extends Edge>(graph: Graph<E>, components: readonly Component[]): E[] {
  const exists = (endpoint: Edge["to"]) => endpoint.kind !== "component" || components.includes(endpoint.component);
  return graph.edges
    .filter(
      ({ from, to, unlessDeployed = [] }) =>
        exists(from) && exists(to) && !unlessDeployed.some((c) => components.includes(c)),
    )
    .sort((a, b) => compareEndpoints(a.from, b.from) || compareEndpoints(a.to, b.to));
}

function compareEndpoints(a: Edge["to"], b: Edge["to"]): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}

function rank(endpoint: Edge["to"]): number {
  if (endpoint.kind === "component") return componentNames.indexOf(endpoint.component);
  if (endpoint.kind !== "platform") return componentNames.length;
  return componentNames.length + (endpoint.service === "dns" ? 1 : 2);
}
