import type { Connection } from "../../analysis/evaluate/evaluate";
import type { Peer } from "../../analysis/model/peer";
import { portNumbers, protocols } from "./alphabet";

export interface Port {
  number: number;
  protocol: string;
}

/**
 * The ports of a query: the ports with its number or name. If the query has no port, the numbers in the rules and the neighboring
 * numbers, because every other number gets the same verdict as one of these.
 */
export function queriedPorts({ to, port, protocol }: Connection): Port[] {
  if (port === undefined) {
    const numbers = new Set(portNumbers.flatMap((number) => [number - 1, number, number + 1]));
    return (protocol === undefined ? protocols : [protocol]).flatMap((each) =>
      [...numbers].filter((number) => number >= 1 && number <= 65535).map((number) => ({ number, protocol: each })),
    );
  }
  if (typeof port === "number") return [{ number: port, protocol: protocol ?? "TCP" }];
  return declaredPorts(to)
    .filter((declared) => declared.name === port && declared.protocol === (protocol ?? "TCP"))
    .map(({ number, protocol }) => ({ number, protocol }));
}

/** The names that a peer declares for a port. */
export function portNamesOf(peer: Peer, { number, protocol }: Port): string[] {
  return declaredPorts(peer)
    .filter((port) => port.number === number && port.protocol === protocol)
    .flatMap(({ name }) => name ?? []);
}

export function portText({ number, protocol }: Port): string {
  return `${number}/${protocol}`;
}

function declaredPorts(peer: Peer): (Port & { name: string | undefined })[] {
  if ("address" in peer) return [];
  return (peer.ports ?? []).map(({ name, containerPort, protocol = "TCP" }) => ({
    name,
    number: containerPort,
    protocol,
  }));
}
