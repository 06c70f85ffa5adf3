import type { Matrix } from "../../analysis/queries/matrix";
import type { ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import { endpointText } from "../../analysis/text/endpointText";
import { labelsText } from "../../analysis/text/labelsText";
import { portsText } from "../../analysis/text/portsText";
import { csvLine } from "./csv";
import { jsonText } from "./escape";
import type { MatrixOutput } from "./jsonOutputs";

/** The matrix as JSON: one record for each cell that Vald's policies determine, row by row. */
export function matrixJson(matrix: Matrix): string {
  return jsonText(records(matrix));
}

export function matrixCsv(matrix: Matrix): string {
  const lines = records(matrix).map(({ from, to, verdict, ports }) => [
    csvEndpoint(from),
    csvEndpoint(to),
    verdict,
    portsText(ports),
  ]);
  return [["from", "to", "verdict", "ports"], ...lines].map(csvLine).join("");
}

/** CSV is for programs, so components are identified by their keys. */
function csvEndpoint(endpoint: ResultEndpoint): string {
  if (endpoint.kind !== "component") return endpointText(endpoint);
  const { component, podLabels } = endpoint;
  const labels = labelsText(podLabels ?? {});
  return labels === "" ? component : `${component} (${labels})`;
}

function records({ sources, targets, cells }: Matrix): MatrixOutput {
  return cells.flatMap((row, i) =>
    row.flatMap((cell, j) => {
      const [from, to] = [sources[i], targets[j]];
      return cell === null || from === undefined || to === undefined ? [] : [{ from, to, ...cell }];
    }),
  );
}
