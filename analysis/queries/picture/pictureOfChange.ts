import type { ConnectionDifference } from "../../compare/connectionDifference";
import type { AnalysisInput } from "../../model/analysisInput";
import { componentEndpoint } from "../../sets/resultEndpoint";
import { bothContexts } from "../analysisContext";
import { type Comparison, comparison, diffOf } from "../diff";
import { tableOf } from "../matrix";
import type { Picture, PictureEdge } from "./picture";
import { pictureNodes } from "./pictureNodes";

/** The connections that a change opens, closes, and keeps, as a picture. Throws the same errors as `diff`. */
export function pictureOfChange(before: AnalysisInput, after: AnalysisInput): Picture {
  return pictureOfComparison(comparison(...bothContexts(before, after)));
}

export function pictureOfComparison(both: Comparison): Picture {
  const { before, after, components } = both;
  const { matrix } = tableOf([before, after], components);
  const kept = matrix.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [matrix.sources[i], matrix.targets[j]];
      if (cell === null || cell.verdict === "denied" || from === undefined || to === undefined) return [];
      return [{ from, to, ports: cell.ports, kind: "kept", isUnknown: cell.verdict === "unknown" }];
    }),
  );
  const { added, removed, undecided } = diffOf(both);
  const isUnknown = undecided.some(({ code }) => code === "policies-not-evaluated");
  const changed = (differences: readonly ConnectionDifference[], kind: "opens" | "closes"): PictureEdge[] =>
    differences.map((difference) => ({ ...difference, kind, isUnknown }));
  const edges = [...kept, ...changed(added, "opens"), ...changed(removed, "closes")];
  const nodes = pictureNodes(components.map(componentEndpoint), edges);
  return { namespace: after.resolved.namespace, nodes, edges, undecided };
}
