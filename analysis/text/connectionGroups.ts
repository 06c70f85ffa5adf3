import type { ConnectionDifference } from "../compare/connectionDifference";
import type { ResultEndpoint } from "../sets/resultEndpoint";
import { endpointText } from "./endpointText";
import { portsText } from "./portsText";
import { listText } from "./listText";

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

/** A group as text: `agent and discoverer -> everyone else, all ports`. */
export function groupText({ from, to, ports }: ConnectionGroup): string {
  return `${endpointsText(from)} -> ${endpointsText(to)}, ${ports}`;
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
