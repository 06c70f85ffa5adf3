import type { Matrix } from "../analysis/matrix";
import { centred, matrixCells, widthOf } from "./matrixCells";

/** Headings that are longer stand below the table. */
const longestHeading = 16;

/** The table for a terminal. */
export function matrixText(matrix: Matrix): string {
  const { sources, targets } = matrix;
  const long = [...new Set([...sources, ...targets])].filter((heading) => heading.length > longestHeading);
  const short = (heading: string) => (long.includes(heading) ? `[${long.indexOf(heading) + 1}]` : heading);
  const cells = matrixCells(matrix);
  const first = Math.max(...["from / to", ...sources.map(short)].map(widthOf));
  const widths = targets.map((target, j) =>
    Math.max(widthOf(short(target)), ...cells.map((row) => widthOf(row[j] ?? ""))),
  );
  const line = (start: string, rest: readonly string[]) =>
    [start.padEnd(first), ...rest.map((text, j) => centred(text, widths[j] ?? 0))].join("  ").trimEnd();
  return [
    line("from / to", targets.map(short)),
    ...cells.map((row, i) => line(short(sources[i] ?? ""), row)),
    ...(long.length > 0 ? ["", ...long.map((heading, i) => `[${i + 1}] ${heading}`)] : []),
    "",
  ].join("\n");
}
