import type { PortSet } from "./portSet";

/** Ports of one protocol, from `first` to `last`, both included; everything is 1 to 65535 of all three protocols. */
export interface PortRange {
  protocol: string;
  first: number;
  last: number;
  /** Only those that the target calls by each of these names; absent: whatever it calls them. */
  names?: string[];
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

/** The same as the ports that rules speak of. */
export function portSetOf(ranges: readonly PortRange[]): PortSet {
  return ranges.map(({ protocol, first, last, names = [] }) => ({
    protocol,
    numbers: [{ start: first, end: last + 1 }],
    names,
  }));
}
