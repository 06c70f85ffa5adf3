import { endpointText } from "../../analysis/text/endpointText";
import type { ResultCell, ResultTable } from "../../cli/results/results";

/** A cell, and the names of its row and column. Undefined if the table has no such cell, or if the cell is not about Vald. */
export function cellAt(
  { sources, targets, cells }: ResultTable,
  row: number,
  column: number,
): { cell: ResultCell; from: string; to: string } | undefined {
  const [cell, source, target] = [cells[row]?.[column], sources[row], targets[column]];
  if (!cell || source === undefined || target === undefined) return undefined;
  return { cell, from: endpointText(source), to: endpointText(target) };
}
