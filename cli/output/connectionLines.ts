import type { ConnectionDifference } from "../../analysis/compare/connectionDifference";
import type { ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import { endpointText } from "../../analysis/text/endpointText";
import { portsText } from "../../analysis/text/portsText";
import { listText } from "../../analysis/text/listText";

/** A group of connections that differ only in the components at one end. */
export interface ConnectionGroup {
  from: ResultEndpoint[];
  to: ResultEndpoint[];
  ports: string;
}

/** Groups connections. If connections differ only in excluded peers, and therefore have the same text, they are combined. */
export function groupConnections(connections: readonly ConnectionDifference[]): ConnectionGroup[] {
  const single = connections.map(({ from, to, ports }) => ({ from: [from], to: [to], ports: portsText(ports) }));
  const unique = new Map(
    single.map((group) => [JSON.stringify([endpointsText(group.from), endpointsText(group.to), group.ports]), group]),
  );
  return mergeGroups(mergeGroups([...unique.values()], "to", "from"), "from", "to");
}

/** More lines than anyone would read in a terminal. */
const maxLines = 50;

/**
 * One indented line for each group: `agent and discoverer -> everyone else, all ports`. If there are too many, the last line
 * counts those that are left out.
 */
export function connectionLines(connections: readonly ConnectionDifference[]): string[] {
  const lines = groupConnections(connections).map(
    ({ from, to, ports }) => `  ${endpointsText(from)} -> ${endpointsText(to)}, ${ports}`,
  );
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `  and ${lines.length - maxLines + 1} more; -o json lists all`];
}

export function endpointsText(endpoints: readonly ResultEndpoint[]): string {
  return listText(endpoints.map(endpointText));
}

/** Merges groups that are equal at end `same` and have only components at end `merged`. */
function mergeGroups(
  groups: readonly ConnectionGroup[],
  same: "from" | "to",
  merged: "from" | "to",
): ConnectionGroup[] {
  const byKey = new Map<string, ConnectionGroup>();
  for (const group of groups) {
    const hasOnlyComponents = group[merged].every(({ kind }) => kind === "component");
    const key = JSON.stringify([
      endpointsText(group[same]),
      group.ports,
      hasOnlyComponents || endpointsText(group[merged]),
    ]);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? group : { ...known, [merged]: [...known[merged], ...group[merged]] });
  }
  return [...byKey.values()];
}
