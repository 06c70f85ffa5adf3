import type { Connection, Evaluation } from "../../analysis/evaluate/evaluate";
import { type Port, portNamesOf, portText, queriedPorts } from "./queriedPorts";

/** An engine's verdicts on a connection. */
export interface Verdicts {
  egress: string;
  ingress: string;
  /** The verdict for both ends together. */
  both: string;
  /** The queried ports that are open at both ends, such as `80/TCP`. */
  open: string[];
}

/** The verdicts in an evaluation. `connection` must be the complete connection, because it contains the port names. */
export function verdictsOf({ egress, ingress, verdict, ports }: Evaluation, connection: Connection): Verdicts {
  const isOpen = (port: Port): boolean => {
    const portNames = portNamesOf(connection.to, port);
    return ports.some(
      ({ protocol, first, last, names = [] }) =>
        protocol === port.protocol &&
        first <= port.number &&
        port.number <= last &&
        names.every((name) => portNames.includes(name)),
    );
  };
  return {
    egress: egress.verdict,
    ingress: ingress.verdict,
    both: verdict,
    open: queriedPorts(connection).filter(isOpen).map(portText),
  };
}
