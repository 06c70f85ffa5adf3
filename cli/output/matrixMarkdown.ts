import type { Matrix } from "../../analysis/queries/matrix";
import { endpointText } from "../../analysis/text/endpointText";
import { markdownText } from "./escape";
import { centered, matrixCells, unevaluatedText, widthOf } from "./matrixCells";

/** The matrix as a Markdown table, as in Vald's documentation. */
export function matrixMarkdown(matrix: Matrix): string {
  const [sources, targets] = [matrix.sources.map(endpointText), matrix.targets.map(endpointText)];
  const cells = matrixCells(matrix);
  const first = Math.max(...["from / to", ...sources].map(widthOf));
  const widths = targets.map((target, j) => Math.max(widthOf(target), ...cells.map((row) => widthOf(row[j] ?? ""))));
  const line = (texts: readonly string[]) => `| ${texts.join(" | ")} |\n`;
  const row = (start: string, rest: readonly string[]) =>
    line([start.padEnd(first), ...rest.map((text, j) => centered(text, widths[j] ?? 0))]);
  return [
    row("from / to", targets),
    line([`:${"-".repeat(first - 1)}`, ...widths.map((width) => `:${"-".repeat(width - 2)}:`)]),
    ...cells.map((texts, i) => row(sources[i] ?? "", texts)),
    ...(matrix.unevaluated.length > 0 ? [`\n${unevaluatedText(matrix, markdownText)}\n`] : []),
  ].join("");
}
