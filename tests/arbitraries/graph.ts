import fc from "fast-check";
import { componentNames } from "../../graph/components";
import type { Edge, Endpoint, Graph } from "../../graph/graph";
import { valdGraph } from "../../graph/valdGraph";

const parts: Endpoint[] = componentNames.map((component) => ({ kind: "component", component }));
const namespaces: Endpoint[] = ["kube-system", "monitoring"].map((namespace) => ({ kind: "pods", namespace }));
const ends = [...parts, ...namespaces];

/** Every edge with a component at one end at least. */
const possible: Edge[] = ends.flatMap((from) =>
  ends
    .filter((to) => from !== to && (from.kind === "component" || to.kind === "component"))
    .map((to) => ({ from, to })),
);

/** A graph with any set of edges, in any order. */
export const graph: fc.Arbitrary<Graph> = fc
  .shuffledSubarray(possible)
  .map((edges) => ({ components: valdGraph.components, edges }));
