import { policyObjectText } from "../../analysis/model/policyObject";
import type { Cell, Matrix } from "../../analysis/queries/matrix";
import { endpointKey } from "../../analysis/sets/resultEndpoint";
import { listText } from "../../analysis/text/listText";
import { areAllPorts, portsText } from "../../analysis/text/portsText";

/**
 * The cells as symbols, as in Vald's documentation. The cell from a component to itself is N/A unless a rule allows the
 * connection.
 */
export function matrixCells({ sources, targets, cells }: Matrix): string[][] {
  const [rows, columns] = [sources.map(endpointKey), targets.map(endpointKey)];
  return cells.map((row, i) => row.map((cell, j) => cellText(cell, rows[i] === columns[j])));
}

/** A line that explains the cells that depend on policies that are not evaluated. */
export function unevaluatedText({ unevaluated }: Matrix, escape: (text: string) => string = (text) => text): string {
  return `❔ depends on ${listText(unevaluated.map(policyObjectText).map(escape))}, which this command does not evaluate`;
}

/** The width of text in terminal columns. Each symbol takes two columns. */
export function widthOf(text: string): number {
  return text.length + (text.match(/[✅⛔❔]/gu)?.length ?? 0);
}

/** Centers text in a column. If the margins cannot be equal, the right margin is wider. */
export function centered(text: string, width: number): string {
  const margin = width - widthOf(text);
  const left = Math.floor(margin / 2);
  return " ".repeat(left) + text + " ".repeat(margin - left);
}

function cellText(cell: Cell | null, isSameEndpoint: boolean): string {
  if (cell === null) return "";
  const sign = { allowed: "✅", unknown: "❔", denied: isSameEndpoint ? "N/A" : "⛔" }[cell.verdict];
  return cell.verdict === "denied" || areAllPorts(cell.ports) ? sign : `${sign} ${portsText(cell.ports)}`;
}
