import type { Column } from "./column";
import type { PodKind } from "./podKinds";
import type { PortRange } from "../portRange";
import type { PortSets } from "./portSets";

export interface ClassConnection {
  /** The place in `sources`. */
  from: number;
  /** The place in `targets`. */
  to: number;
  /** What every pod of `from` may open to every other pod of `to`; the same list wherever the ports are the same. */
  ports: readonly PortRange[];
  /** How many ordered pairs of two pods that are. */
  pairs: number;
}

interface Classes {
  kinds: readonly PodKind[];
  /** The column of each class of targets. */
  columns: readonly Column[];
  /** The class of each kind as a target. */
  columnOf: Int32Array;
  /** The class of each kind as a source. */
  sourceOf: Int32Array;
  portSets: PortSets;
}

/** The connections between classes, by source and then by target, and how many pairs of pods they are in all. */
export function classConnections(classes: Classes): { connections: Iterable<ClassConnection>; pairs: number } {
  return { connections: { [Symbol.iterator]: () => connections(classes) }, pairs: allPairs(classes) };
}

function allPairs({ kinds, columns, columnOf }: Classes): number {
  const targetSizes = sizes(kinds, columnOf);
  let pairs = 0;
  for (const [to, column] of columns.entries()) {
    for (let at = 0; at < column.length; at += 3) {
      for (let rest = column[at + 2]!; rest !== 0; rest &= rest - 1) {
        const source = (column[at]! << 5) + 31 - Math.clz32(rest & -rest);
        const size = kinds[source]!.members.length;
        pairs += size * targetSizes[to]!;
        if (columnOf[source] === to) pairs -= size;
      }
    }
  }
  return pairs;
}

/**
 * The columns are by target, the connections by source: all columns are read side by side, a word of sources at a time, so
 * that nothing has to be turned round in memory.
 */
function* connections({ kinds, columns, columnOf, sourceOf, portSets }: Classes): Generator<ClassConnection> {
  const members = kindsByClass(sourceOf);
  const sourceSizes = sizes(kinds, sourceOf);
  const targetSizes = sizes(kinds, columnOf);
  const firsts = firstOfEachClass(sourceOf);
  const read = new Int32Array(columns.length);
  const shared = new Int32Array(columns.length);
  // For each source of the word that is read, the targets it reaches and the ports.
  const counts = new Int32Array(32);
  const targets = new Int32Array(32 * columns.length);
  const ports = new Int32Array(32 * columns.length);

  for (let place = 0; place < firsts.length; place++) {
    for (let to = 0; to < columns.length; to++) {
      const column = columns[to]!;
      let at = read[to]!;
      for (; column[at] === place; at += 3) {
        // All sources of a class are together in every column, so the first speaks for all.
        for (let rest = column[at + 2]! & firsts[place]!; rest !== 0; rest &= rest - 1) {
          const bit = 31 - Math.clz32(rest & -rest);
          const entry = bit * columns.length + counts[bit]!++;
          targets[entry] = to;
          ports[entry] = column[at + 1]!;
        }
      }
      read[to] = at;
    }
    for (let bit = 0; bit < 32; bit++) {
      if (counts[bit] === 0) continue;
      const from = sourceOf[(place << 5) + bit]!;
      for (const k of members[from]!) shared[columnOf[k]!]! += kinds[k]!.members.length;
      const start = bit * columns.length;
      for (let entry = start; entry < start + counts[bit]!; entry++) {
        const to = targets[entry]!;
        const pairs = sourceSizes[from]! * targetSizes[to]! - shared[to]!;
        if (pairs > 0) yield { from, to, ports: portSets.rangesOf(ports[entry]!), pairs };
      }
      for (const k of members[from]!) shared[columnOf[k]!] = 0;
      counts[bit] = 0;
    }
  }
}

function sizes(kinds: readonly PodKind[], classOf: Int32Array): number[] {
  const found: number[] = [];
  for (const [k, { members }] of kinds.entries()) found[classOf[k]!] = (found[classOf[k]!] ?? 0) + members.length;
  return found;
}

function kindsByClass(classOf: Int32Array): number[][] {
  const found: number[][] = [];
  for (const [k, one] of classOf.entries()) (found[one] ??= []).push(k);
  return found;
}

/** A bit for each kind that is the first of its class. */
function firstOfEachClass(classOf: Int32Array): Int32Array {
  const firsts = new Int32Array((classOf.length + 31) >>> 5);
  let next = 0;
  for (const [k, one] of classOf.entries()) {
    if (one !== next) continue;
    firsts[k >>> 5]! |= 1 << k;
    next++;
  }
  return firsts;
}
