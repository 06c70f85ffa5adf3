import type { PortSet } from "./portSet";

/** Ports of one protocol from `first` to `last`, both included. All ports are 1 to 65535 of each of the three protocols. */
export interface PortRange {
  protocol: string;
  first: number;
  last: number;
  /** Only ports that the target gives all of these names. Absent: whatever their names. */
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

export function portSetOf(ranges: readonly PortRange[]): PortSet {
  return ranges.map(({ protocol, first, last, names = [] }) => ({
    protocol,
    numbers: [{ start: first, end: last + 1 }],
    names,
  }));
}
