import type { OpenConnection } from "../analysis/regions/openConnection";
import { valdGraph } from "../graph/valdGraph";
import { portsText } from "../analysis/portsText";

const components = Object.values(valdGraph.components).map(({ title }) => title);

/** Connections that differ in one component only, put together: `agent and discoverer -> everyone else, all ports`. */
export interface Folded {
  from: string[];
  to: string[];
  ports: string;
}

export function folded(connections: readonly OpenConnection[]): Folded[] {
  const single = connections.map(({ from, to, ports }) => ({ from: [from], to: [to], ports: portsText(ports) }));
  return foldedBy(foldedBy(single, "to", "from"), "from", "to");
}

/** One line for each, with an indent. */
export function connectionLines(connections: readonly OpenConnection[]): string[] {
  return folded(connections).map(({ from, to, ports }) => `  ${listText(from)} -> ${listText(to)}, ${ports}`);
}

export function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

function foldedBy(lines: readonly Folded[], same: "from" | "to", other: "from" | "to"): Folded[] {
  const groups = new Map<string, Folded>();
  for (const line of lines) {
    const isShort = line[other].every(isComponent);
    const key = JSON.stringify([line[same], line.ports, isShort || line[other]]);
    const group = groups.get(key);
    groups.set(key, group === undefined ? line : { ...group, [other]: [...group[other], ...line[other]] });
  }
  return [...groups.values()];
}

/** Also with the labels that tell it apart: `agent (app=vald-agent)`. */
function isComponent(name: string): boolean {
  return components.some((title) => name === title || name.startsWith(`${title} (`));
}
