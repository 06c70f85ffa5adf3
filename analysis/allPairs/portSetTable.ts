import type { Pod } from "../model/peer";
import { type PortRange, portRanges } from "../model/portRange";
import { allPorts, intersectPorts, normalizePorts, type PortSet, resolveNamedPorts } from "../model/portSet";

/** Thrown by `podMatrix` if pods have too many different sets of open ports to compute in a reasonable time and memory. */
export class TooManyPortSetsError extends Error {
  constructor() {
    super("the pairs of pods have too many different sets of open ports");
  }
}

/** The total number of port ranges in all sets. Real clusters have a few hundred. */
const maxRanges = 200_000;

/** Assigns ids to sets of port numbers, so that unions and intersections are fast. Equal sets have equal ids. */
export class PortSetTable {
  readonly none: number;
  readonly all: number;
  private readonly sets: PortSet[] = [];
  private readonly ranges: PortRange[][] = [];
  private readonly ids = new Map<string, number>();
  private readonly unions: Map<number, number>[] = [];
  private readonly intersections: Map<number, number>[] = [];
  private rangeCount = 0;

  constructor() {
    this.none = this.idOf([]);
    this.all = this.idOf(allPorts);
  }

  /**
   * The id of a port set after port names are resolved at a target. If the target's ports are unknown, a name matches no port.
   */
  idAt(ports: PortSet, target: Pod): number {
    return this.idOf(resolveNamedPorts(ports, { ...target, ports: target.ports ?? [] }));
  }

  union(a: number, b: number): number {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return memoized(this.unions, a, b, () => this.idOf([...this.sets[a]!, ...this.sets[b]!]));
  }

  intersection(a: number, b: number): number {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    return memoized(this.intersections, a, b, () => this.idOf(intersectPorts(this.sets[a]!, this.sets[b]!)));
  }

  /** The ports as ranges, sorted by protocol and number. Returns the same list for equal ids. */
  rangesOf(id: number): PortRange[] {
    return this.ranges[id]!;
  }

  private idOf(ports: PortSet): number {
    const set = normalizePorts(ports);
    const ranges = portRanges(set);
    const key = ranges.map(({ protocol, first, last }) => `${protocol} ${first}-${last}`).join();
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    this.rangeCount += ranges.length;
    if (this.rangeCount > maxRanges) throw new TooManyPortSetsError();
    const id = this.sets.push(set) - 1;
    this.ranges.push(ranges);
    this.ids.set(key, id);
    return id;
  }
}

function memoized(memo: Map<number, number>[], a: number, b: number, compute: () => number): number {
  // Both operations are commutative.
  const [row, column] = a < b ? [a, b] : [b, a];
  const known = memo[row]?.get(column);
  if (known !== undefined) return known;
  const id = compute();
  (memo[row] ??= new Map()).set(column, id);
  return id;
}
