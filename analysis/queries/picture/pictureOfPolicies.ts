import type { AnalysisInput } from "../../model/analysisInput";
import { componentEndpoint } from "../../sets/resultEndpoint";
import { type AnalysisContext, analysisContext } from "../analysisContext";
import { type TableBeyond, tableBeyond } from "../tableBeyond";
import type { Picture, PictureEdge } from "./picture";
import { pictureNodes } from "./pictureNodes";

/** The connections that policies allow, as a picture. Throws the same errors as `matrix`. */
export function pictureOfPolicies(input: AnalysisInput): Picture {
  return pictureIn(analysisContext(input));
}

/** Like `pictureOfPolicies`, but in an existing context. */
export function pictureIn(context: AnalysisContext): Picture {
  return pictureOfTable(context, tableBeyond(context, context.components));
}

/** The picture for a table that was already computed. */
export function pictureOfTable({ resolved, components }: AnalysisContext, { matrix, portsIn }: TableBeyond): Picture {
  const edges = matrix.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [matrix.sources[i], matrix.targets[j]];
      if (cell === null || cell.verdict === "denied" || from === undefined || to === undefined) return [];
      const { documented, beyond } = portsIn(i, j);
      const edge = { from, to, isUnknown: cell.verdict === "unknown" };
      return [
        { ...edge, ports: documented, kind: "graph" as const },
        { ...edge, ports: beyond, kind: "added" as const },
      ].filter(({ ports }) => ports.length > 0);
    }),
  );
  const nodes = pictureNodes(components.map(componentEndpoint), edges);
  return { namespace: resolved.namespace, nodes, edges };
}
