import type { NetworkPolicyPort } from "../policy/notation";
import { difference, type Intervals, intersection, union } from "./intervals";
import type { ContainerPort, Party } from "./party";

/**
 * Ports of one protocol: those whose number is in `numbers` and that the target names by every one of `names`. What number
 * a name stands for is the target's matter, so where the target is not known the two conditions stand side by side.
 */
export interface Ports {
  readonly protocol: string;
  readonly numbers: Intervals<number>;
  /** Sorted, without repeats. */
  readonly names: readonly string[];
}

/** A union of ports. */
export type PortSet = readonly Ports[];

export const everyNumber: Intervals<number> = [{ start: 1, end: 65536 }];

export const protocols = ["TCP", "UDP", "SCTP"] as const;

export const allPorts: PortSet = protocols.map((protocol) => ({ protocol, numbers: everyNumber, names: [] }));

/** The ports that a rule speaks of; an absent or empty list means all. */
export function portsOf(ports: readonly NetworkPolicyPort[] = []): PortSet {
  if (ports.length === 0) return allPorts;
  return ports.map(({ protocol = "TCP", port, endPort }) => onePort(protocol, port, endPort));
}

/** One port by its number or name, a range of them, or every port of a protocol. */
export function onePort(protocol: string, port?: number | string, endPort?: number): Ports {
  if (typeof port === "number") return { protocol, numbers: [{ start: port, end: (endPort ?? port) + 1 }], names: [] };
  return { protocol, numbers: everyNumber, names: port === undefined ? [] : [port] };
}

/** With the names replaced by the numbers that they stand for at the target, where that is known. */
export function resolved(ports: PortSet, target: Party): PortSet {
  if ("address" in target) return ports.filter(({ names }) => names.length === 0);
  const declared = target.ports;
  if (declared === undefined) return ports;
  return ports
    .map(({ protocol, numbers, names }) => ({
      protocol,
      numbers: names.reduce((rest, name) => intersection(rest, numbersOf(name, protocol, declared)), numbers),
      names: [],
    }))
    .filter(isNotEmpty);
}

function numbersOf(name: string, protocol: string, declared: readonly ContainerPort[]): Intervals<number> {
  return declared
    .filter((port) => port.name === name && (port.protocol ?? "TCP") === protocol)
    .map(({ containerPort }): Intervals<number> => [{ start: containerPort, end: containerPort + 1 }])
    .reduce(union, []);
}

export function commonPorts(a: PortSet, b: PortSet): PortSet {
  return joined(a.flatMap((x) => b.map((y) => intersectionOf(x, y))).filter((ports) => ports !== undefined));
}

/** The ports that are in both, or undefined when there is none. */
function intersectionOf(a: Ports, b: Ports): Ports | undefined {
  if (a.protocol !== b.protocol) return undefined;
  const numbers = intersection(a.numbers, b.numbers);
  return numbers.length === 0
    ? undefined
    : { protocol: a.protocol, numbers, names: [...new Set([...a.names, ...b.names])].sort() };
}

/** The part of `ports` that none of the others covers. A name may stand for any number. */
export function portsBeyond(ports: Ports, others: PortSet): Ports | undefined {
  const rest = others
    .filter((other) => other.protocol === ports.protocol && other.names.every((name) => ports.names.includes(name)))
    .reduce((numbers, other) => difference(numbers, other.numbers), ports.numbers);
  return rest.length === 0 ? undefined : { ...ports, numbers: rest };
}

/** The same ports in one form: sorted, one entry for each protocol and names, none that another covers. */
export function joined(ports: PortSet): PortSet {
  const byKind = new Map<string, Ports>();
  for (const entry of ports) {
    const key = `${protocols.findIndex((protocol) => protocol === entry.protocol)} ${entry.names.join()}`;
    const known = byKind.get(key);
    byKind.set(key, known === undefined ? entry : { ...entry, numbers: union(known.numbers, entry.numbers) });
  }
  const sorted = [...byKind.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return sorted
    .map((entry) =>
      portsBeyond(
        entry,
        sorted.filter((other) => other !== entry),
      ),
    )
    .filter((entry) => entry !== undefined);
}

function isNotEmpty({ numbers }: Ports): boolean {
  return numbers.length > 0;
}
