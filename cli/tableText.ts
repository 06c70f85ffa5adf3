import type { Table } from "../analysis/table";

/** The table for a terminal, in the layout of Vald's documentation: a component and itself is N/A unless a rule opens it. */
export function tableText({ sources, targets, cells }: Table): string {
  const heading = "from / to";
  const first = Math.max(heading.length, ...sources.map((title) => title.length));
  const line = (start: string, rest: readonly string[]) => [start.padEnd(first), ...rest].join("  ").trimEnd();
  return [
    line(heading, targets),
    ...cells.map((row, i) =>
      line(
        sources[i] ?? "",
        row.map((isOpen, j) => centred(isOpen ? "✅" : sources[i] === targets[j] ? "N/A" : "⛔", targets[j] ?? "")),
      ),
    ),
  ].join("\n");
}

/** Both signs are two columns wide in a terminal and one character in a string. */
function centred(cell: string, heading: string): string {
  const width = cell === "N/A" ? 3 : 2;
  const left = Math.floor((heading.length - width) / 2);
  return " ".repeat(left) + cell + " ".repeat(heading.length - width - left);
}
