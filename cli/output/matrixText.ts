import type { Matrix } from "../../analysis/queries/matrix";
import { endpointText } from "../../analysis/text/endpointText";
import { centered, matrixCells, unevaluatedText, widthOf } from "./matrixCells";
import { maxTextWidth, wrapLine, wrapText } from "./wrapText";

/** Longer headings are numbered. */
const maxHeadingLength = 16;

/** A row shows its heading next to the number, unless the heading is longer than this. A legend shows the other headings. */
const maxRowHeadingLength = 24;

/** Longer cells are broken into lines. */
const maxCellLength = 24;

/** The space between columns. */
const gap = "  ";

/**
 * The matrix as a table for a terminal. If the table is too wide, all headings are numbered. If it is still too wide, it is split
 * into blocks of columns.
 */
export function matrixText(matrix: Matrix): string {
  const rows = matrix.sources.map(endpointText);
  const columns = matrix.targets.map(endpointText);
  const all = inOrderOfBoth(columns, rows);
  const cells = matrixCells(matrix).map((row) => row.map((text) => wrapText(text, maxCellLength)));
  const parts = (numbered: readonly string[]) => {
    const numberOf = (heading: string) => `[${numbered.indexOf(heading) + 1}]`;
    const short = (heading: string) => (numbered.includes(heading) ? numberOf(heading) : heading);
    const isShownInRow = (heading: string) => rows.includes(heading) && heading.length <= maxRowHeadingLength;
    const long = (heading: string) => `${numberOf(heading)} ${heading}`;
    return {
      blocks: tableBlocks(
        rows.map((heading) => (numbered.includes(heading) && isShownInRow(heading) ? long(heading) : short(heading))),
        columns.map(short),
        cells,
      ),
      legend: numbered.filter((heading) => !isShownInRow(heading)).map(long),
    };
  };
  const narrow = parts(all.filter((heading) => heading.length > maxHeadingLength));
  const { blocks, legend } = narrow.blocks.length === 1 ? narrow : parts(all);
  return [...blocks, legend, matrix.unevaluated.length > 0 ? [unevaluatedText(matrix)] : []]
    .filter((lines) => lines.length > 0)
    .map((lines) =>
      lines
        .flatMap((line) => wrapLine(line))
        .map((line) => `${line}\n`)
        .join(""),
    )
    .join("\n");
}

/** All headings, each once, in the order of the columns and of the rows. Headings that are both have the same order in both. */
function inOrderOfBoth(columns: readonly string[], rows: readonly string[]): string[] {
  const before = (heading: string) => rows.slice(0, Math.max(rows.indexOf(heading), 0));
  return [...new Set([...columns.flatMap((heading) => [...before(heading), heading]), ...rows])];
}

/** The table in blocks of columns that fit the width. `cells` contains the lines of each cell. */
function tableBlocks(rows: readonly string[], columns: readonly string[], cells: readonly string[][][]): string[][] {
  const first = Math.max(...["from / to", ...rows].map(widthOf));
  const widths = columns.map((heading, j) =>
    Math.max(...[heading, ...cells.flatMap((row) => row[j] ?? [])].map(widthOf)),
  );
  const blocks: number[][] = [];
  let free = 0;
  for (const [j, width] of widths.entries()) {
    if (blocks.length === 0 || free < gap.length + width) {
      blocks.push([]);
      free = maxTextWidth - first;
    }
    blocks.at(-1)?.push(j);
    free -= gap.length + width;
  }
  const line = (start: string, block: readonly number[], textOf: (j: number) => string) =>
    [start.padEnd(first), ...block.map((j) => centered(textOf(j), widths[j] ?? 0))].join(gap).trimEnd();
  return blocks.map((block) => [
    line("from / to", block, (j) => columns[j] ?? ""),
    // A row of peers has cells only below components, so most blocks do not need it.
    ...rows.flatMap((heading, i) => {
      const height = Math.max(...block.map((j) => cells[i]?.[j]?.length ?? 0));
      return Array.from({ length: height }, (_, k) =>
        line(k === 0 ? heading : "", block, (j) => cells[i]?.[j]?.[k] ?? ""),
      );
    }),
  ]);
}
