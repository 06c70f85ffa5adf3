import { type Component, componentNames } from "../../graph/components";
import type { Graph } from "../../graph/graph";
import { compile, type CompiledPolicy } from "../../policy/compile";
import type { EgressRule, IngressRule, LabelMap } from "../../policy/notation";

/** All components in one namespace. */
export const everyComponent = {
  namespace: "vald",
  components: Object.fromEntries(componentNames.map((c) => [c, { enabled: true }])),
};

/** The policies of every component by any graph, without custom rules. */
export function compiledGraph(
  graph: Graph,
): Partial<Record<Component, CompiledPolicy<string, LabelMap, IngressRule[], EgressRule[]>>> {
  return compile<string, LabelMap, never, IngressRule[], EgressRule[]>(graph, everyComponent, {
    suffixed: (text, suffix) => text + suffix,
    labels: (base, added) => ({ ...base, ...added }),
    ingress: (own) => own,
    egress: (own) => own,
  });
}
