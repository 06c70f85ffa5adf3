import type { NetworkPolicyPort } from "../../kubernetes/networkPolicy";
import { intersectIntervals, type Intervals, subtractIntervals, unionIntervals } from "./intervals";
import type { ContainerPort, Peer } from "./peer";

/**
 * The ports of one protocol that have a number in `numbers` and all of `names`. The number behind a name depends on the target,
 * so both conditions are kept until the target is known.
 */
export interface Ports {
  readonly protocol: string;
  readonly numbers: Intervals<number>;
  /** Sorted, without duplicates. */
  readonly names: readonly string[];
}

/** A union of ports. */
export type PortSet = readonly Ports[];

export const everyNumber: Intervals<number> = [{ start: 1, end: 65536 }];

export const protocols = ["TCP", "UDP", "SCTP"] as const;

export const allPorts: PortSet = protocols.map((protocol) => ({ protocol, numbers: everyNumber, names: [] }));

/** The ports of a rule. An absent or empty list means all ports. */
export function portsOf(ports: readonly NetworkPolicyPort[] = []): PortSet {
  if (ports.length === 0) return allPorts;
  return ports.map(({ protocol = "TCP", port, endPort }) => onePort(protocol, port, endPort));
}

/** A port by number or name, a range of numbers, or every port of a protocol. */
export function onePort(protocol: string, port?: number | string, endPort?: number): Ports {
  if (typeof port === "number") return { protocol, numbers: [{ start: port, end: (endPort ?? port) + 1 }], names: [] };
  return { protocol, numbers: everyNumber, names: port === undefined ? [] : [port] };
}

/** Replaces port names with numbers, if the target's ports are known. */
export function resolveNamedPorts(ports: PortSet, target: Peer): PortSet {
  if ("address" in target) return ports.filter(({ names }) => names.length === 0);
  const declared = target.ports;
  if (declared === undefined) return ports;
  return ports
    .map(({ protocol, numbers, names }) => ({
      protocol,
      numbers: names.reduce((rest, name) => intersectIntervals(rest, numbersOf(name, protocol, declared)), numbers),
      names: [],
    }))
    .filter(({ numbers }) => numbers.length > 0);
}

function numbersOf(name: string, protocol: string, declared: readonly ContainerPort[]): Intervals<number> {
  return declared
    .filter((port) => port.name === name && (port.protocol ?? "TCP") === protocol)
    .map(({ containerPort }): Intervals<number> => [{ start: containerPort, end: containerPort + 1 }])
    .reduce(unionIntervals, []);
}

export function intersectPorts(a: PortSet, b: PortSet): PortSet {
  return normalizePorts(a.flatMap((x) => b.flatMap((y) => intersectEntries(x, y))));
}

function intersectEntries(a: Ports, b: Ports): PortSet {
  if (a.protocol !== b.protocol) return [];
  const names = [...new Set([...a.names, ...b.names])].sort();
  return [{ protocol: a.protocol, numbers: intersectIntervals(a.numbers, b.numbers), names }];
}

/** The part of `ports` that no entry in `others` covers. Undefined if `others` covers all of `ports`. */
export function subtractPorts(ports: Ports, others: PortSet): Ports | undefined {
  // An entry with further names covers nothing for certain, because a name may refer to any number.
  const rest = others
    .filter((other) => other.protocol === ports.protocol && other.names.every((name) => ports.names.includes(name)))
    .reduce((numbers, other) => subtractIntervals(numbers, other.numbers), ports.numbers);
  return rest.length === 0 ? undefined : { ...ports, numbers: rest };
}

/**
 * The same ports in canonical form: sorted, with one entry for each combination of protocol and names, and without entries that
 * are empty or that another entry covers.
 */
export function normalizePorts(ports: PortSet): PortSet {
  const byNames = new Map<string, Ports>();
  for (const entry of ports) {
    const key = `${protocols.findIndex((protocol) => protocol === entry.protocol)} ${entry.names.join()}`;
    const known = byNames.get(key);
    byNames.set(key, known === undefined ? entry : { ...entry, numbers: unionIntervals(known.numbers, entry.numbers) });
  }
  const sorted = [...byNames.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  return sorted.flatMap(
    (entry) =>
      subtractPorts(
        entry,
        sorted.filter((other) => other !== entry),
      ) ?? [],
  );
}
