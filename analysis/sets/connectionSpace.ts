import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { startOfIPv6 } from "../model/addresses";
import type { Interval, Intervals } from "../model/intervals";
import type { PortRange } from "../model/portRange";
import { protocols } from "../model/portSet";
import { allPeers, isAddressLimited, type PeerSet } from "./peerSet";
import type { ValueSet } from "./valueSet";
import { ALL, complementRanges, Diagrams, type Node, NONE, type Ranges } from "./diagrams";

/** The two ends of a connection: a pod of Vald, and its peer. */
export type End = "local" | "remote";

/** What the values of one variable are. */
type Meaning =
  /** Ports, cut at the numbers that policies mention. */
  | { kind: "port" }
  /** 1: the target gives the port this name. */
  | { kind: "portName"; name: string }
  /** 1: the peer is a pod. */
  | { kind: "isPod" }
  /** 0: the label is absent; 1 and up: the values that policies mention; the last one: any other value. */
  | { kind: "label"; end: End; key: string; values: readonly string[]; index: ReadonlyMap<string, number> }
  /** Addresses, cut at the ends of CIDR blocks. */
  | { kind: "address"; end: End };

/** Connections whose ends meet conditions; all must hold. */
export interface Box {
  local: PeerSet;
  remote: PeerSet;
}

/** The key of the label that every namespace has. */
export const namespaceNameKey = `namespace/${namespaceNameLabel}`;

/** The port numbers of all protocols lie on one line: TCP 1 is at 0, and UDP 1 at 65535. */
const numbersPerProtocol = 65535;

/**
 * All connections between a pod of Vald and any peer, as sets of tuples: one variable for the port, one for each port name, one
 * for each label that policies mention, at either end, and one for the address of either end. Numbers, label values and
 * addresses that all policies treat alike are one value. For example, if policies only mention TCP 80 and `app` web, the values
 * are TCP 80 and the other numbers of each protocol, and `app` absent, `web` and other.
 */
export class ConnectionSpace {
  readonly diagrams: Diagrams;
  /** The first variable that is not about ports: whether the remote end is a pod. */
  private readonly podVariable: number;
  private readonly meanings: Meaning[] = [];
  private readonly labels = new Map<string, number>();
  private readonly names = new Map<string, number>();
  private readonly portCuts: readonly number[];
  private readonly addressCuts: readonly bigint[];
  private readonly encoded: Record<End, Map<PeerSet, Node>> = { local: new Map(), remote: new Map() };

  /** A space for these peers and ports. */
  constructor(peerSets: readonly PeerSet[], ports: readonly PortRange[]) {
    const sizes: number[] = [];
    const add = (meaning: Meaning, size: number) => {
      this.meanings.push(meaning);
      return sizes.push(size) - 1;
    };
    const lines = [0, ...protocols.map((_, i) => (i + 1) * numbersPerProtocol)];
    this.portCuts = sortedCuts(lines, ports.map(portNumbers));
    add({ kind: "port" }, this.portCuts.length - 1);
    for (const { protocol, names = [] } of ports) {
      for (const name of names) {
        const key = `${protocol}/${name}`;
        if (!this.names.has(key)) this.names.set(key, add({ kind: "portName", name }, 2));
      }
    }
    this.podVariable = add({ kind: "isPod" }, 2);
    for (const [key, values] of mentionedValues(peerSets)) {
      const index = new Map(values.map((value, i) => [value, i + 1]));
      for (const end of ["remote", "local"] as const) {
        this.labels.set(`${end} ${key}`, add({ kind: "label", end, key, values, index }, values.length + 2));
      }
    }
    this.addressCuts = sortedCuts(
      [0n, startOfIPv6, startOfIPv6 + (1n << 128n)],
      peerSets.flatMap(({ addresses }) => addresses),
    );
    for (const end of ["remote", "local"] as const) add({ kind: "address", end }, this.addressCuts.length - 1);
    this.diagrams = new Diagrams(sizes);
  }

  /** The connections with one of these peers at the given end. */
  peers(end: End, set: PeerSet): Node {
    const known = this.encoded[end].get(set);
    if (known !== undefined) return known;
    const { diagrams } = this;
    const result = diagrams.and(
      ...(set.pods === undefined ? [] : [this.pods(end, set.pods)]),
      ...[...set.labels].map(([key, values]) => this.label(end, key, values)),
      ...(isAddressLimited(set) ? [this.addresses(end, set.addresses)] : []),
    );
    this.encoded[end].set(set, result);
    return result;
  }

  /** The connections with a value of a label in the set. */
  label(end: End, key: string, { values, negated, allowsAbsent }: ValueSet): Node {
    const variable = this.labels.get(`${end} ${key}`);
    const meaning = this.meanings[variable ?? -1];
    if (variable === undefined || meaning?.kind !== "label") throw new Error(`bug: no variable for label ${key}`);
    const listed = values.map((value) => meaning.index.get(value) ?? 0).sort((a, b) => a - b);
    const present = negated ? complementRanges(singles([0, ...listed]), meaning.values.length + 2) : singles(listed);
    return this.diagrams.where(variable, allowsAbsent ? [[0, 1], ...present] : present);
  }

  /** The connections whose remote end is a pod, or outside the cluster. The local end is always a pod. */
  private pods(end: End, arePods: boolean): Node {
    if (end === "local") return arePods ? ALL : NONE;
    return this.diagrams.where(this.podVariable, arePods ? [[1, 2]] : [[0, 1]]);
  }

  /** The pods that policies treat alike, because their labels, or only those of their namespaces, have the same values. */
  podsLike(end: End, namespaceLabels: LabelMap, podLabels?: LabelMap): Node {
    const conditions = [...this.labels.values()].flatMap((variable) => {
      const meaning = this.meanings[variable];
      if (meaning?.kind !== "label" || meaning.end !== end) return [];
      const [prefix, ...rest] = meaning.key.split("/");
      const [labels, label] = [prefix === "pod" ? podLabels : namespaceLabels, rest.join("/")];
      if (labels === undefined) return [];
      const other = meaning.values.length + 1;
      const value = Object.hasOwn(labels, label) ? (meaning.index.get(labels[label]!) ?? other) : 0;
      return [this.diagrams.where(variable, singles([value]))];
    });
    return this.diagrams.and(this.pods(end, true), ...conditions);
  }

  /** The connections whose ends have the same value of a label. Values that policies do not mention count as the same. */
  equalLabels(key: string): Node {
    const { diagrams } = this;
    const [local = 0, remote = 0] = [this.labels.get(`local ${key}`), this.labels.get(`remote ${key}`)];
    const values = Array.from({ length: diagrams.sizes[local] ?? 0 }, (_, i): Ranges => singles([i]));
    return diagrams.union(
      values.map((value) => diagrams.and(diagrams.where(local, value), diagrams.where(remote, value))),
    );
  }

  /** The label keys that policies mention, as `namespace/<key>` or `pod/<key>`. */
  labelKeys(): string[] {
    return this.meanings.flatMap((one) => (one.kind === "label" && one.end === "remote" ? [one.key] : []));
  }

  ports(ports: readonly PortRange[]): Node {
    const { diagrams } = this;
    const byName = (protocol: string, names: readonly string[], value: number) =>
      names.map((name) => diagrams.where(this.names.get(`${protocol}/${name}`) ?? 0, [[value, value + 1]]));
    return diagrams.union(
      ports.map((range) =>
        diagrams.and(
          diagrams.where(0, indexRanges(this.portCuts, [portNumbers(range)])),
          ...byName(range.protocol, range.names ?? [], 1),
          ...byName(range.protocol, range.otherThan ?? [], 0),
        ),
      ),
    );
  }

  addresses(end: End, addresses: Intervals<bigint>): Node {
    return this.diagrams.where(this.addressVariable(end), indexRanges(this.addressCuts, addresses));
  }

  private addressVariable(end: End): number {
    return this.meanings.length - (end === "remote" ? 2 : 1);
  }

  /** The local ends and ports that are connected to some remote end. */
  forSomeRemote(set: Node): Node {
    return this.diagrams.forSome((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "isPod" || (meaning !== undefined && "end" in meaning && meaning.end === "remote");
    }, set);
  }

  /** The ends that are connected on some port. */
  forSomePort(set: Node): Node {
    return this.diagrams.forSome((variable) => variable < this.podVariable, set);
  }

  /** A set without its conditions on the local pod's own labels, if these have only one possible value each. */
  forAnyLocalLabels(set: Node): Node {
    return this.diagrams.forSome((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "label" && meaning.end === "local" && meaning.key.startsWith("pod/");
    }, set);
  }

  /** The ports on which a set connects any ends. */
  portsIn(set: Node): PortRange[] {
    const { diagrams } = this;
    const ports = diagrams.forSome((variable) => variable >= this.podVariable, set);
    return this.splitByPorts(ports).flatMap((part) => part.ports);
  }

  /** Splits a set of connections by ports: each part has all ports on which the same ends are connected. */
  splitByPorts(set: Node): { ports: PortRange[]; ends: Node }[] {
    const byEnds = new Map<Node, PortRange[]>();
    const visit = (node: Node, range: PortRange): void => {
      const test = this.diagrams.test(node);
      const meaning = test && this.meanings[test.variable];
      if (meaning?.kind === "portName") {
        const [without, having] = [0, 1].map((value) => test?.branches.find(({ end }) => end > value)?.child ?? NONE);
        visit(having ?? NONE, { ...range, names: [...(range.names ?? []), meaning.name] });
        visit(without ?? NONE, { ...range, otherThan: [...(range.otherThan ?? []), meaning.name] });
      } else if (node !== NONE) byEnds.set(node, joined(byEnds.get(node) ?? [], range));
    };
    const root = this.diagrams.test(set);
    const branches = root?.variable === 0 ? root.branches : [{ start: 0, end: this.portCuts.length - 1, child: set }];
    for (const { start, end, child } of branches) {
      for (const range of this.portRangesBetween(start, end)) visit(child, range);
    }
    return [...byEnds].map(([ends, ports]) => ({ ports: ports.sort(comparePortRanges), ends }));
  }

  /** The ends that are connected on each of the ports. */
  endsOnAllPorts(set: Node, ports: readonly PortRange[]): Node {
    const { diagrams } = this;
    const missing = this.splitByPorts(diagrams.minus(this.ports(ports), set));
    return diagrams.not(diagrams.union(missing.map(({ ends }) => ends)));
  }

  /** Peers that are limited by address, with only those addresses that occur in a set of ends. */
  withAddressesIn(peers: PeerSet, set: Node): PeerSet {
    if (!isAddressLimited(peers)) return peers;
    const values = this.diagrams.valuesIn(set, this.addressVariable("remote"));
    return { ...peers, addresses: intervalsBetween(this.addressCuts, values) };
  }

  /** The ends that a box contains. */
  endsOf({ local, remote }: Box): Node {
    return this.diagrams.and(this.peers("local", local), this.peers("remote", remote));
  }

  /**
   * A box that contains some of the `wanted` ends, and that is as wide as it can be `within` another set, which includes
   * all ends that are not `possible`.
   */
  widestBox(wanted: Node, within: Node, possible: Node): Box {
    return this.boxOf(this.widen(onePath(this.diagrams, wanted), within, possible));
  }

  /** Some of the ends in a set, which is not empty: ends that all policies treat alike. */
  someEnds(set: Node): Box {
    return this.boxOf(onePath(this.diagrams, set));
  }

  /** Drops each condition that is not necessary to stay within a set, and adds values to the others. */
  private widen(values: ReadonlyMap<number, Ranges>, within: Node, possible: Node): Map<number, Ranges> {
    const { diagrams } = this;
    const result = new Map(values);
    // Conditions on labels only make sense for pods, so that condition goes last.
    const order = [...values.keys()].sort(
      (a, b) => Number(a === this.podVariable) - Number(b === this.podVariable) || b - a,
    );
    for (const variable of order) {
      if (variable === this.podVariable && this.hasRemoteLabels(result)) continue;
      result.delete(variable);
      const box = nodeOf(diagrams, result);
      const excess = diagrams.valuesIn(diagrams.minus(box, within), variable);
      if (excess.length === 0) continue;
      // Values that no end can have may be in or out, whichever makes the condition shorter.
      const all = complementRanges(excess, diagrams.sizes[variable] ?? 0);
      const useful = diagrams.and(
        diagrams.where(variable, all),
        diagrams.where(variable, diagrams.valuesIn(diagrams.and(box, possible), variable)),
      );
      const [shortest = all] = [diagrams.valuesIn(useful, variable), all].sort(
        (a, b) => this.conditionLength(variable, a) - this.conditionLength(variable, b),
      );
      result.set(variable, shortest);
    }
    return result;
  }

  /** How much a condition has to list. */
  private conditionLength(variable: number, ranges: Ranges): number {
    const meaning = this.meanings[variable];
    if (meaning?.kind !== "label") return ranges.length;
    const { values, negated, allowsAbsent } = valueSetOf(meaning.values, ranges);
    return values.length + (negated === allowsAbsent ? 0 : 1);
  }

  private hasRemoteLabels(values: ReadonlyMap<number, Ranges>): boolean {
    return [...values.keys()].some((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "label" && meaning.end === "remote";
    });
  }

  private boxOf(values: ReadonlyMap<number, Ranges>): Box {
    const box = { local: allPeers, remote: allPeers };
    for (const [variable, ranges] of values) {
      const meaning = this.meanings[variable];
      if (meaning?.kind === "isPod") box.remote = { ...box.remote, pods: ranges[0]?.[0] === 1 };
      if (meaning?.kind === "label") {
        const { end, key } = meaning;
        const values = valueSetOf(meaning.values, ranges);
        // Every namespace has its name as a label.
        const isName = key === namespaceNameKey;
        const labels = new Map(box[end].labels).set(key, isName ? { ...values, allowsAbsent: values.negated } : values);
        box[end] = { ...box[end], labels };
      }
      if (meaning?.kind === "address") {
        const addresses = intervalsBetween(this.addressCuts, ranges);
        box[meaning.end] = { ...box[meaning.end], addresses };
      }
    }
    return box;
  }

  private portRangesBetween(start: number, end: number): PortRange[] {
    const [from = 0, to = 0] = [this.portCuts[start], this.portCuts[end]];
    return protocols.flatMap((protocol, i) => {
      const offset = i * numbersPerProtocol;
      const first = Math.max(from - offset, 0) + 1;
      const last = Math.min(to - offset, numbersPerProtocol);
      return first <= last ? [{ protocol, first, last }] : [];
    });
  }
}

/** The values that sets of peers mention, sorted, by label. */
function mentionedValues(peerSets: readonly PeerSet[]): Map<string, string[]> {
  const all = new Map<string, Set<string>>();
  for (const { labels } of peerSets) {
    for (const [key, { values }] of labels) {
      const known = all.get(key) ?? new Set();
      for (const value of values) known.add(value);
      all.set(key, known);
    }
  }
  return new Map([...all].map(([key, values]) => [key, [...values].sort()]));
}

/** The numbers of a range on the line of all protocols. */
function portNumbers({ protocol, first, last }: PortRange): Interval<number> {
  const offset = protocols.findIndex((one) => one === protocol) * numbersPerProtocol;
  return { start: offset + first - 1, end: offset + last };
}

/** Adds a range; joins it with the last one if that ends where it starts. */
function joined(ranges: readonly PortRange[], range: PortRange): PortRange[] {
  const last = ranges.at(-1);
  const isNext =
    last !== undefined &&
    last.last + 1 === range.first &&
    JSON.stringify({ ...last, first: range.first, last: range.last }) === JSON.stringify(range);
  return isNext ? [...ranges.slice(0, -1), { ...last, last: range.last }] : [...ranges, range];
}

/** By protocol; ranges without port names first; then by number. */
function comparePortRanges(a: PortRange, b: PortRange): number {
  const key = ({ protocol, names = [], otherThan = [] }: PortRange) =>
    `${protocols.findIndex((one) => one === protocol)} ${names.join()} ${otherThan.join()}`;
  const [x, y] = [key(a), key(b)];
  return x === y ? a.first - b.first : x < y ? -1 : 1;
}

/** All bounds in ascending order, each once. */
function sortedCuts<N extends number | bigint>(bounds: readonly N[], intervals: Intervals<N>): N[] {
  const all = new Set([...bounds, ...intervals.flatMap(({ start, end }) => [start, end])]);
  return [...all].sort((a, b) => (a < b ? -1 : 1));
}

/** Intervals as ranges of indexes into the cuts, which contain their bounds. */
function indexRanges<N extends number | bigint>(cuts: readonly N[], intervals: Intervals<N>): Ranges {
  const indexOf = (bound: N) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cuts[middle] ?? bound) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return intervals.map(({ start, end }) => [indexOf(start), indexOf(end)]);
}

function intervalsBetween(cuts: readonly bigint[], ranges: Ranges): Intervals<bigint> {
  return ranges.map(([start, end]) => ({ start: cuts[start] ?? 0n, end: cuts[end] ?? 0n }));
}

function valueSetOf(values: readonly string[], ranges: Ranges): ValueSet {
  const has = (index: number) => ranges.some(([start, end]) => start <= index && index < end);
  const negated = has(values.length + 1);
  return { values: values.filter((_, i) => has(i + 1) !== negated), negated, allowsAbsent: has(0) };
}

/** The tuples with these values. */
function nodeOf(diagrams: Diagrams, values: ReadonlyMap<number, Ranges>): Node {
  return diagrams.and(...[...values].map(([variable, ranges]) => diagrams.where(variable, ranges)));
}

/** Values that lead to `ALL`: at each node, all that lead to the same node. */
function onePath(diagrams: Diagrams, set: Node): Map<number, Ranges> {
  const result = new Map<number, Ranges>();
  for (let node = set; node !== ALL;) {
    const { variable, branches } = diagrams.test(node) ?? { variable: 0, branches: [] };
    const widths = new Map<Node, number>();
    for (const { start, end, child } of branches) {
      if (child !== NONE) widths.set(child, (widths.get(child) ?? 0) + end - start);
    }
    const [[widest] = [NONE]] = [...widths].sort(([, a], [, b]) => b - a);
    result.set(
      variable,
      branches.filter(({ child }) => child === widest).map(({ start, end }) => [start, end]),
    );
    node = widest;
  }
  return result;
}

/** Single values as ranges. */
function singles(values: readonly number[]): Ranges {
  return values.map((value) => [value, value + 1]);
}
