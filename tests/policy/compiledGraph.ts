import { type Component, componentNames } from "../../graph/components";
import type { Graph } from "../../graph/graph";
import type { PlainValues } from "../../policy/args";
import { compile, type CompiledPolicy } from "../../policy/compile";
import { type PlainRules, plainValues } from "../../policy/plainValues";

/** All components in one namespace. */
export const everyComponent = {
  namespace: "vald",
  components: Object.fromEntries(componentNames.map((c) => [c, { enabled: true }])),
};

/** The policies of every component by any graph, without custom rules. */
export function compiledGraph(graph: Graph): Partial<Record<Component, CompiledPolicy<PlainValues, PlainRules>>> {
  return compile(graph, everyComponent, plainValues);
}
