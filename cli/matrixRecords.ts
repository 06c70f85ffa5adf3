import type { Cell, Matrix } from "../analysis/matrix";
import { portsText } from "../analysis/portsText";
import { csvLine } from "./csv";

/** The table as data: one record for each cell that policies of Vald's decide, row by row. */
export function matrixJson(matrix: Matrix): string {
  return `${JSON.stringify(records(matrix), undefined, 2)}\n`;
}

export function matrixCsv(matrix: Matrix): string {
  const lines = records(matrix).map(({ from, to, verdict, ports }) => [from, to, verdict, portsText(ports)]);
  return [["from", "to", "verdict", "ports"], ...lines].map(csvLine).join("");
}

function records({ sources, targets, cells }: Matrix): ({ from: string; to: string } & Cell)[] {
  return cells.flatMap((row, i) =>
    row.flatMap((cell, j) => (cell === null ? [] : [{ from: sources[i] ?? "", to: targets[j] ?? "", ...cell }])),
  );
}
