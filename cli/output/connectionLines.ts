import type { ConnectionDifference } from "../../analysis/compare/connectionDifference";
import { groupConnections, groupText } from "../../analysis/text/connectionGroups";

/** More lines than anyone would read in a terminal. */
const maxLines = 50;

/** One indented line for each group of connections. If there are too many, the last line counts those that are left out. */
export function connectionLines(connections: readonly ConnectionDifference[]): string[] {
  const lines = groupConnections(connections).map((group) => `  ${groupText(group)}`);
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `  and ${lines.length - maxLines + 1} more; -o json lists all`];
}
