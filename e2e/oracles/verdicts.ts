import type { Connection, Evaluation } from "../../analysis/evaluate/evaluate";
import { type Port, portNamesOf, portText, queriedPorts } from "./queriedPorts";

/** What an engine says about a connection. */
export interface Verdicts {
  egress: string;
  ingress: string;
  /** The verdict of both ends together. */
  both: string;
  /** Which of the queried ports are open at both ends, as `80/TCP`. */
  open: string[];
}

/** The verdicts of an evaluation. `connection` is the complete one: it says which names the ports have. */
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
