import type { Component } from "../../graph/components";
import type { Peer } from "../model/peer";
import type { ComponentPods } from "../sets/componentPods";
import { examplePeer } from "../sets/examplePeer";
import type { AnalysisContext } from "./analysisContext";
import { type Explanation, explainIn, questionEndpoint } from "./explain";
import type { ExampleFinder } from "./matrix";

/**
 * Returns a function that explains a cell of `tableOf`. A row or column of other peers is represented by an example: if the cell is
 * denied, a peer to which no port is open, if there is one. Like in the table, no pod has an address in a CIDR block. The function
 * returns undefined if neither end is a component, or if there are no such peers.
 */
export function cellExplainer(
  context: AnalysisContext,
  components: readonly ComponentPods[],
  exampleIn: ExampleFinder,
): (row: number, column: number) => Explanation | undefined {
  return (row, column) => {
    const [source, target] = [components[row], components[column]];
    const example = exampleIn(row, column);
    const other = example && examplePeer(example, context.namespaces ?? {});
    const [from, to] = [endOf(source, other), endOf(target, other)];
    if (from === undefined || to === undefined || (source === undefined && target === undefined)) return undefined;
    return {
      ...explainIn(context, { from: from.peer, to: to.peer }),
      from: questionEndpoint(from.end),
      to: questionEndpoint(to.end),
    };
  };
}

/** A component's pod, or the other peer. */
function endOf(
  pods: ComponentPods | undefined,
  other: Peer | undefined,
): { peer: Peer; end: Component | Peer } | undefined {
  if (pods !== undefined) return { peer: pods.pod, end: pods.component };
  return other && { peer: other, end: other };
}
