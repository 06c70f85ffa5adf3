import type { Pod } from "../party";
import { type PortRange, portRanges } from "../portRange";
import { allPorts, commonPorts, joined, type PortSet, resolved } from "../portSet";

/** Numbers sets of ports without names: equal sets have one number, so that many sets are combined fast. */
export class PortSets {
  readonly none: number;
  readonly all: number;
  private readonly sets: PortSet[] = [];
  private readonly ranges: PortRange[][] = [];
  private readonly ids = new Map<string, number>();
  private readonly unions: Map<number, number>[] = [];
  private readonly intersections: Map<number, number>[] = [];

  constructor() {
    this.none = this.idOf([]);
    this.all = this.idOf(allPorts);
  }

  /** What ports stand for at a target; a name stands for nothing where the target's ports are not known. */
  idAt(ports: PortSet, target: Pod): number {
    return this.idOf(resolved(ports, { ...target, ports: target.ports ?? [] }));
  }

  union(a: number, b: number): number {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return memoised(this.unions, a, b, () => this.idOf([...this.sets[a]!, ...this.sets[b]!]));
  }

  intersection(a: number, b: number): number {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    return memoised(this.intersections, a, b, () => this.idOf(commonPorts(this.sets[a]!, this.sets[b]!)));
  }

  /** The ports as ranges, by protocol and then by number; one and the same list for each set. */
  rangesOf(id: number): PortRange[] {
    return this.ranges[id]!;
  }

  private idOf(ports: PortSet): number {
    const set = joined(ports);
    const ranges = portRanges(set);
    const key = ranges.map(({ protocol, first, last }) => `${protocol} ${first}-${last}`).join();
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.sets.push(set) - 1;
    this.ranges.push(ranges);
    this.ids.set(key, id);
    return id;
  }
}

function memoised(memo: Map<number, number>[], a: number, b: number, compute: () => number): number {
  // Both operations are commutative.
  const [row, column] = a < b ? [a, b] : [b, a];
  const known = memo[row]?.get(column);
  if (known !== undefined) return known;
  const id = compute();
  (memo[row] ??= new Map()).set(column, id);
  return id;
}
