import type { Connection } from "../../analysis/evaluate";
import type { Party } from "../../analysis/party";
import { portNumbers, protocols } from "./alphabet";

export interface Port {
  number: number;
  protocol: string;
}

/**
 * The ports that a connection asks about, one by one; without a port, so many that each of the others is treated like one of
 * them: the rules' own and their neighbours.
 */
export function askedPorts({ to, port, protocol }: Connection): Port[] {
  if (port === undefined) {
    const numbers = new Set(portNumbers.flatMap((number) => [number - 1, number, number + 1]));
    return (protocol === undefined ? protocols : [protocol]).flatMap((each) =>
      [...numbers].filter((number) => number >= 1 && number <= 65535).map((number) => ({ number, protocol: each })),
    );
  }
  if (typeof port === "number") return [{ number: port, protocol: protocol ?? "TCP" }];
  const numbers = declaredPorts(to).filter(
    (declared) => declared.name === port && declared.protocol === (protocol ?? "TCP"),
  );
  return numbers.slice(0, 1).map(({ number, protocol: its }) => ({ number, protocol: its }));
}

/** What a party calls one of its ports. */
export function namesOf(party: Party, { number, protocol }: Port): string[] {
  return declaredPorts(party)
    .filter((port) => port.number === number && port.protocol === protocol)
    .flatMap(({ name }) => name ?? []);
}

function declaredPorts(party: Party): (Port & { name: string | undefined })[] {
  if ("address" in party) return [];
  return (party.ports ?? []).map(({ name, containerPort, protocol = "TCP" }) => ({
    name,
    number: containerPort,
    protocol,
  }));
}
