import type { ConnectionDifference } from "../../compare/connectionDifference";
import type { AnalysisInput } from "../../model/analysisInput";
import { portRanges, portSetOf } from "../../model/portRange";
import { intersectPorts } from "../../model/portSet";
import { componentEndpoint } from "../../sets/resultEndpoint";
import { bothContexts } from "../analysisContext";
import { type Comparison, comparison, diffOf } from "../diff";
import { matrixOf } from "../matrix";
import type { Picture, PictureEdge } from "./picture";
import { pictureNodes } from "./pictureNodes";
import { cellFinder } from "./pictureOfPolicies";

/** The connections that a change opens, closes, and keeps, as a picture. Throws the same errors as `diff`. */
export function pictureOfChange(before: AnalysisInput, after: AnalysisInput): Picture {
  return pictureOfComparison(comparison(...bothContexts(before, after)));
}

export function pictureOfComparison(both: Comparison): Picture {
  const { before, after, components } = both;
  const table = matrixOf(after, components);
  const cellBefore = cellFinder(matrixOf(before, components));
  const kept = table.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [table.sources[i], table.targets[j]];
      if (from === undefined || to === undefined) return [];
      const both = [cell, cellBefore(from, to)];
      const [now, earlier] = both.map((one) => portSetOf(one?.ports ?? []));
      const isUnknown = both.some((one) => one?.verdict === "unknown");
      const ports = portRanges(intersectPorts(now ?? [], earlier ?? []));
      return ports.length === 0 ? [] : [{ from, to, ports, kind: "kept", isUnknown }];
    }),
  );
  const changed = (differences: readonly ConnectionDifference[], kind: "opens" | "closes"): PictureEdge[] =>
    differences.map((difference) => ({ ...difference, kind, isUnknown: false }));
  const { added, removed } = diffOf(both);
  const edges = [...kept, ...changed(added, "opens"), ...changed(removed, "closes")];
  const nodes = pictureNodes(components.map(componentEndpoint), edges);
  return { namespace: after.resolved.namespace, nodes, edges };
}
