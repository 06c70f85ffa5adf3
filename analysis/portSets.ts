import type { NetworkPolicyPort } from "../policy/notation";
import type { ContainerPort } from "./party";

/** Ports of one protocol, both ends included. */
export interface PortRange {
  protocol: string;
  first: number;
  last: number;
}

const protocols = ["TCP", "UDP", "SCTP"];
const lastPort = 65535;

/**
 * Numbers sets of ports: equal sets have one number. A set is kept as ascending pairs of first and last, apart from each
 * other, on one line for all protocols: port p of protocol i is i * 65536 + p, so ranges of two protocols never touch.
 */
export class PortSets {
  readonly none: number;
  readonly all: number;
  private readonly sets: (readonly number[])[] = [];
  private readonly ranges: PortRange[][] = [];
  private readonly ids = new Map<string, number>();
  private readonly unions = new Map<number, number>();
  private readonly intersections = new Map<number, number>();

  constructor() {
    this.none = this.idOf([]);
    this.all = this.idOf(protocols.flatMap((_, i) => [place(i, 1), place(i, lastPort)]));
  }

  /** What the ports of a rule stand for at a pod that declares `declared`; none in the rule means all ports. */
  of(ports: readonly NetworkPolicyPort[], declared: readonly ContainerPort[]): number {
    if (ports.length === 0) return this.all;
    return this.idOf(merged(ports.flatMap((port) => rangesOf(port, declared))));
  }

  union(a: number, b: number): number {
    if (a === b || b === this.none) return a;
    if (a === this.none) return b;
    return memoised(this.unions, a, b, () => this.idOf(merged([...pairs(this.sets[a]!), ...pairs(this.sets[b]!)])));
  }

  intersection(a: number, b: number): number {
    if (a === b || b === this.all) return a;
    if (a === this.all) return b;
    return memoised(this.intersections, a, b, () => this.idOf(common(this.sets[a]!, this.sets[b]!)));
  }

  /** The same list for the same set, by protocol and then by port. */
  rangesOf(id: number): readonly PortRange[] {
    return this.ranges[id]!;
  }

  private idOf(set: readonly number[]): number {
    const key = set.join();
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.sets.push(set) - 1;
    this.ids.set(key, id);
    this.ranges.push(
      pairs(set).map(([first, last]) => ({
        protocol: protocols[first >>> 16]!,
        first: first & lastPort,
        last: last & lastPort,
      })),
    );
    return id;
  }
}

function place(protocol: number, port: number): number {
  return protocol * 65536 + port;
}

function rangesOf(
  { protocol = "TCP", port, endPort }: NetworkPolicyPort,
  declared: readonly ContainerPort[],
): [number, number][] {
  const i = protocols.indexOf(protocol);
  if (i < 0) throw new Error(`protocol ${protocol} is none of ${protocols.join(", ")}`);
  if (port === undefined) return [[place(i, 1), place(i, lastPort)]];
  if (typeof port === "number") return [[place(i, port), place(i, endPort ?? port)]];
  return declared
    .filter((one) => one.name === port && (one.protocol ?? "TCP") === protocol)
    .map(({ containerPort }) => [place(i, containerPort), place(i, containerPort)]);
}

function pairs(set: readonly number[]): [number, number][] {
  return Array.from({ length: set.length / 2 }, (_, i) => [set[2 * i]!, set[2 * i + 1]!]);
}

/** The same ports as ascending ranges that neither overlap nor touch. */
function merged(ranges: readonly (readonly [number, number])[]): number[] {
  const set: number[] = [];
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    const end = set.length - 1;
    if (end > 0 && first <= set[end]! + 1) set[end] = Math.max(set[end]!, last);
    else set.push(first, last);
  }
  return set;
}

function common(a: readonly number[], b: readonly number[]): number[] {
  const set: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const first = Math.max(a[i]!, b[j]!);
    const last = Math.min(a[i + 1]!, b[j + 1]!);
    if (first <= last) set.push(first, last);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return set;
}

function memoised(memo: Map<number, number>, a: number, b: number, compute: () => number): number {
  // Both operations are commutative.
  const key = a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const id = compute();
  memo.set(key, id);
  return id;
}
