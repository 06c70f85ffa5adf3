import type { Matrix } from "../../analysis/queries/matrix";
import { endpointText } from "../../analysis/text/endpointText";
import { centered, matrixCells, unevaluatedText, widthOf } from "./matrixCells";

/** Longer headings are numbered, with a legend below the table. */
const maxHeadingLength = 16;

/** If the table is wider than this many terminal columns, headings that are wider than their cells are numbered too. */
const maxTableWidth = 160;

/** In such a wide table, a row shows its heading next to the number, unless the heading is longer than this. */
const maxRowHeadingLength = 24;

/** The matrix as a table for a terminal. */
export function matrixText(matrix: Matrix): string {
  const text = tableText(matrix, false);
  return text.split("\n").some((line) => widthOf(line) > maxTableWidth) ? tableText(matrix, true) : text;
}

function tableText(matrix: Matrix, isWide: boolean): string {
  const [sources, targets] = [matrix.sources.map(endpointText), matrix.targets.map(endpointText)];
  const cells = matrixCells(matrix);
  const cellWidths = targets.map((_, j) => Math.max(...cells.map((row) => widthOf(row[j] ?? ""))));
  const isWiderThanCells = (heading: string) => heading.length > (cellWidths[targets.indexOf(heading)] ?? Infinity);
  const numbered = [...new Set([...sources, ...targets])].filter(
    (heading) => heading.length > maxHeadingLength || (isWide && isWiderThanCells(heading)),
  );
  const short = (heading: string) => (numbered.includes(heading) ? `[${numbered.indexOf(heading) + 1}]` : heading);
  const isShownInRow = (heading: string) =>
    isWide && sources.includes(heading) && heading.length <= maxRowHeadingLength;
  const rows = sources.map((source) =>
    isShownInRow(source) && numbered.includes(source) ? `${short(source)} ${source}` : short(source),
  );
  const first = Math.max(...["from / to", ...rows].map(widthOf));
  const widths = targets.map((target, j) => Math.max(widthOf(short(target)), cellWidths[j] ?? 0));
  const line = (start: string, rest: readonly string[]) =>
    [start.padEnd(first), ...rest.map((text, j) => centered(text, widths[j] ?? 0))].join("  ").trimEnd();
  const legend = numbered.filter((heading) => !isShownInRow(heading));
  return [
    line("from / to", targets.map(short)),
    ...cells.map((row, i) => line(rows[i] ?? "", row)),
    ...(legend.length > 0 ? ["", ...legend.map((heading) => `${short(heading)} ${heading}`)] : []),
    ...(matrix.unevaluated.length > 0 ? ["", unevaluatedText(matrix)] : []),
    "",
  ].join("\n");
}
