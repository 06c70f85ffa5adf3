import type { Cell, Matrix } from "../analysis/matrix";
import { portsText } from "../analysis/portsText";

/** The cells in signs, in the layout of Vald's documentation: a component and itself is N/A unless a rule opens it. */
export function matrixCells({ sources, targets, cells }: Matrix): string[][] {
  return cells.map((row, i) => row.map((cell, j) => cellText(cell, sources[i] === targets[j])));
}

/** How many columns of a terminal a text takes; each sign takes two. */
export function widthOf(text: string): number {
  return text.length + (text.match(/[✅⛔❔]/gu)?.length ?? 0);
}

/** Text in the middle of a column; where the two sides cannot be alike, the right one is the wider. */
export function centred(text: string, width: number): string {
  const spare = width - widthOf(text);
  const left = Math.floor(spare / 2);
  return " ".repeat(left) + text + " ".repeat(spare - left);
}

function cellText(cell: Cell | null, isSame: boolean): string {
  if (cell === null) return "";
  const ports = portsText(cell.ports);
  const sign = { allowed: "✅", unknown: "❔", denied: isSame ? "N/A" : "⛔" }[cell.verdict];
  return cell.verdict === "denied" || ports === "all ports" ? sign : `${sign} ${ports}`;
}
