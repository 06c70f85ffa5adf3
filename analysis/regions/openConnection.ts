import type { ComponentParty } from "../components";
import { restHeading } from "./heading";
import type { Surplus } from "./surplus";
import { type PortRange, portRanges } from "../portRange";
import { portsText } from "../portsText";

/** Connections that are open, or should be: from whom to whom, on which ports. */
export interface OpenConnection {
  /** A component, `kube-system`, `everyone else`, or peers in words as in `opens`. */
  from: string;
  to: string;
  ports: PortRange[];
}

/** A surplus in the words of the table. */
export function openConnection(
  { own, direction, opening, covering }: Surplus,
  components: readonly ComponentParty[],
): OpenConnection {
  const ports = portRanges(opening.ports);
  const other = restHeading(opening, covering, components);
  return direction === "ingress" ? { from: other, to: own.title, ports } : { from: own.title, to: other, ports };
}

/** Sorted by the components' order and then by name, each one once. */
export function sortedConnections(
  connections: readonly OpenConnection[],
  components: readonly ComponentParty[],
): OpenConnection[] {
  const order = components.map(({ title }) => title);
  const rank = (name: string) =>
    `${String(order.includes(name) ? order.indexOf(name) : order.length).padStart(3)}${name}`;
  const byKey = new Map(
    connections.map((connection) => {
      const { from, to, ports } = connection;
      return [`${rank(from)} ${rank(to)} ${portsText(ports)}`, connection];
    }),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, connection]) => connection);
}
