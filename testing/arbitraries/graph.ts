import fc from "fast-check";
import { componentNames } from "../../graph/components";
import type { Edge, Endpoint, Graph } from "../../graph/graph";
import { valdGraph } from "../../graph/valdGraph";

const components: Endpoint[] = componentNames.map((component) => ({ kind: "component", component }));
const namespaces: Endpoint[] = ["kube-system", "monitoring"].map((namespace) => ({ kind: "pods", namespace }));
const endpoints = [...components, ...namespaces];

/** Every edge with a component at one end or both. */
const possibleEdges: Edge[] = endpoints.flatMap((from) =>
  endpoints
    .filter((to) => from !== to && (from.kind === "component" || to.kind === "component"))
    .map((to) => ({ from, to })),
);

/** A graph with any set of edges in any order. */
export const graph: fc.Arbitrary<Graph> = fc
  .shuffledSubarray(possibleEdges)
  .map((edges) => ({ components: valdGraph.components, edges }));
