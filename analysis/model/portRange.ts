import { type PortSet, subtractPorts } from "./portSet";

/** The ports of one protocol from `first` to `last`, inclusive. All ports are 1 to 65535 for each of the three protocols. */
export interface PortRange {
  /** `TCP`, `UDP` or `SCTP`. */
  protocol: string;
  /** The lowest port number. */
  first: number;
  /** The highest port number. */
  last: number;
  /** If present, only ports to which the target assigns every one of these names count. Rules at both ends may name a port. */
  names?: string[];
  /** If present, only ports to which the target assigns none of these names count. */
  otherThan?: string[];
}

export function portRanges(ports: PortSet): PortRange[] {
  return ports.flatMap(({ protocol, numbers, names }) =>
    numbers.map(({ start, end }) => ({
      protocol,
      first: start,
      last: end - 1,
      ...(names.length > 0 && { names: [...names] }),
    })),
  );
}

export function portSetOf(ranges: readonly PortRange[]): PortSet {
  return ranges.map(({ protocol, first, last, names = [] }) => ({
    protocol,
    numbers: [{ start: first, end: last + 1 }],
    names,
  }));
}

/** The ports in some ranges that are in none of the others. */
export function rangesWithout(ranges: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  const excluded = portSetOf(others);
  return portRanges(portSetOf(ranges).flatMap((ports) => subtractPorts(ports, excluded) ?? []));
}
