import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import type { PlainValueKinds } from "../../args/args";
import type { PlainRuleKinds } from "../../args/ruleKinds";
import { type Component, componentNames } from "../../graph/components";
import type { Graph } from "../../graph/graph";
import { compile, type CompiledPolicy } from "../../policy/compile";

/** Args that deploy every component. */
export const everyComponent = {
  namespace: "vald",
  components: Object.fromEntries(componentNames.map((c) => [c, { enabled: true }])),
};

/** Every component's policy as compiled from a graph, without custom rules. */
export function compiledGraph(
  graph: Graph,
): Partial<Record<Component, CompiledPolicy<PlainValueKinds, PlainRuleKinds>>> {
  return compile(resolveValidArgs(graph, everyComponent, plainValueOps), plainValueOps);
}
