import { rangesWithout } from "../../analysis/model/portRange";
import { areAllPorts, portsText } from "../../analysis/text/portsText";
import type { Cell } from "../../analysis/queries/matrix";
import type { ResultCell } from "../../cli/results/results";

/** How a cell is shown. `itself`: a component and itself, which policies do not connect. */
export type CellState = "allowed" | "beyond" | "denied" | "unknown" | "itself";

export function cellState({ verdict, beyond }: ResultCell, isSameEndpoint: boolean): CellState {
  switch (verdict) {
    case "allowed":
      return beyond.length > 0 ? "beyond" : "allowed";
    case "denied":
      return isSameEndpoint ? "itself" : "denied";
    case "unknown":
      return "unknown";
  }
}

export type CellChange = "opens" | "closes" | "changes";

/** What a change does to a cell. Undefined if nothing changes, or if there is no other side. */
export function cellChange({ before, verdict, ports }: ResultCell): CellChange | undefined {
  if (before === undefined || JSON.stringify([before.verdict, before.ports]) === JSON.stringify([verdict, ports]))
    return undefined;
  const [added, removed] = [rangesWithout(ports, before.ports), rangesWithout(before.ports, ports)];
  if (verdict === before.verdict || verdict === "denied" || before.verdict === "denied") {
    if (removed.length === 0 && added.length > 0) return "opens";
    if (added.length === 0 && removed.length > 0) return "closes";
  }
  return "changes";
}

/** `allowed on TCP 8081` */
export function cellText({ verdict, ports }: Cell): string {
  switch (verdict) {
    case "allowed":
      return `allowed on ${portsText(ports)}`;
    case "denied":
      return "denied";
    case "unknown":
      return `depends on unknown facts, for ${portsText(ports)}`;
  }
}

/** The ports in a cell, unless all are open. */
export function shortPorts({ verdict, ports }: Cell): string {
  return verdict === "denied" || areAllPorts(ports) ? "" : portsText(ports);
}
