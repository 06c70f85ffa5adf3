import type { Matrix } from "../analysis/matrix";
import { centred, matrixCells, widthOf } from "./matrixCells";

/** Headings that are longer stand below the table. */
const longestHeading = 16;

/** Where a table would be wider, in columns of a terminal, columns that get narrower by it have numbers, as rows then do. */
const widest = 160;
const longestOfRow = 24;

/** The table for a terminal. */
export function matrixText(matrix: Matrix): string {
  const text = textOf(matrix, false);
  return text.split("\n").some((line) => widthOf(line) > widest) ? textOf(matrix, true) : text;
}

function textOf(matrix: Matrix, isWide: boolean): string {
  const { sources, targets } = matrix;
  const cells = matrixCells(matrix);
  const cellWidths = targets.map((_, j) => Math.max(...cells.map((row) => widthOf(row[j] ?? ""))));
  const isWider = (heading: string) => heading.length > (cellWidths[targets.indexOf(heading)] ?? Infinity);
  const headings = [...new Set([...sources, ...targets])];
  const numbered = headings.filter((heading) => heading.length > longestHeading || (isWide && isWider(heading)));
  const short = (heading: string) => (numbered.includes(heading) ? `[${numbered.indexOf(heading) + 1}]` : heading);
  const isInRow = (heading: string) => isWide && sources.includes(heading) && heading.length <= longestOfRow;
  const rows = sources.map((source) =>
    isInRow(source) && numbered.includes(source) ? `${short(source)} ${source}` : short(source),
  );
  const first = Math.max(...["from / to", ...rows].map(widthOf));
  const widths = targets.map((target, j) => Math.max(widthOf(short(target)), cellWidths[j] ?? 0));
  const line = (start: string, rest: readonly string[]) =>
    [start.padEnd(first), ...rest.map((text, j) => centred(text, widths[j] ?? 0))].join("  ").trimEnd();
  const below = numbered.filter((heading) => !isInRow(heading));
  return [
    line("from / to", targets.map(short)),
    ...cells.map((row, i) => line(rows[i] ?? "", row)),
    ...(below.length > 0 ? ["", ...below.map((heading) => `${short(heading)} ${heading}`)] : []),
    "",
  ].join("\n");
}
