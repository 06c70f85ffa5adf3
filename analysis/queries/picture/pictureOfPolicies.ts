import type { AnalysisInput } from "../../model/analysisInput";
import { intendedPolicies } from "../../model/effectivePolicy";
import { portRanges, portSetOf } from "../../model/portRange";
import { intersectPorts, subtractPorts } from "../../model/portSet";
import { componentEndpoint, endpointKey, type ResultEndpoint } from "../../sets/resultEndpoint";
import { type AnalysisContext, analysisContext } from "../analysisContext";
import { type Cell, type Matrix, tableOf } from "../matrix";
import { documentedArgs } from "../openings";
import type { Picture, PictureEdge } from "./picture";
import { pictureNodes } from "./pictureNodes";

/** The connections that policies allow, as a picture. Throws the same errors as `matrix`. */
export function pictureOfPolicies(input: AnalysisInput): Picture {
  return pictureIn(analysisContext(input));
}

/** Like `pictureOfPolicies`, but in an existing context. */
export function pictureIn(context: AnalysisContext): Picture {
  const { resolved, components } = context;
  const { matrix: table, ...headings } = tableOf([context], components);
  const documentedContext = {
    ...context,
    effectivePolicies: intendedPolicies({ ...documentedArgs(resolved), namespace: resolved.namespace }),
    unevaluatedPolicies: [],
  };
  const { matrix: documented } = tableOf([documentedContext], components, headings);
  const documentedCell = cellFinder(documented);
  const edges = table.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [table.sources[i], table.targets[j]];
      if (cell === null || cell.verdict === "denied" || from === undefined || to === undefined) return [];
      const open = portSetOf(cell.ports);
      const base = portSetOf(documentedCell(from, to)?.ports ?? []);
      const edge = { from, to, isUnknown: cell.verdict === "unknown" };
      return [
        { ...edge, ports: portRanges(intersectPorts(open, base)), kind: "graph" as const },
        {
          ...edge,
          ports: portRanges(open.flatMap((ports) => subtractPorts(ports, base) ?? [])),
          kind: "added" as const,
        },
      ].filter(({ ports }) => ports.length > 0);
    }),
  );
  const nodes = pictureNodes(components.map(componentEndpoint), edges);
  return { namespace: resolved.namespace, nodes, edges };
}

/** Returns a function that looks up the cell between two endpoints. The cell is undefined if the table does not contain it. */
function cellFinder({
  sources,
  targets,
  cells,
}: Matrix): (from: ResultEndpoint, to: ResultEndpoint) => Cell | undefined {
  const [rows, columns] = [sources.map(endpointKey), targets.map(endpointKey)];
  return (from, to) => cells[rows.indexOf(endpointKey(from))]?.[columns.indexOf(endpointKey(to))] ?? undefined;
}
