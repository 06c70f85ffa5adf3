import type { Connection } from "../../analysis/evaluate/evaluate";
import type { Peer } from "../../analysis/model/peer";
import { portNumbers, protocols } from "./alphabet";

export interface Port {
  number: number;
  protocol: string;
}

/**
 * The ports that a connection asks about: those of its number or name; without a port, the numbers in the rules and their
 * neighbors, because each other number is treated like one of them.
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

/** The names that a peer gives one of its ports. */
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
