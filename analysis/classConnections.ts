import { type Column, forEachMember } from "./column";
import type { PodKind } from "./podKinds";
import type { PortRange } from "./portRange";
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
    forEachMember(column, (source) => {
      const size = kinds[source]!.members.length;
      pairs += size * targetSizes[to]!;
      if (columnOf[source] === to) pairs -= size;
    });
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
  const sections = sectionsOf(columns);
  const shared = new Int32Array(columns.length);
  const found = Array.from({ length: 32 }, (): number[] => []);

  for (let place = 0; place < firsts.length; place++) {
    for (let s = 0; s < sections.count; s++) {
      if (sections.next[s] !== place) continue;
      const to = sections.column[s]!;
      const at = sections.at[s]!;
      // All sources of a class are together in every column, so the first speaks for all.
      for (let rest = columns[to]![at + 1]! & firsts[place]!; rest !== 0; rest &= rest - 1)
        found[31 - Math.clz32(rest & -rest)]!.push(to, sections.ports[s]!);
      sections.at[s] = at + 2;
      sections.next[s] = at + 2 < sections.end[s]! ? columns[to]![at + 2]! : -1;
    }
    for (const [bit, row] of found.entries()) {
      if (row.length === 0) continue;
      const from = sourceOf[(place << 5) + bit]!;
      for (const k of members[from]!) shared[columnOf[k]!]! += kinds[k]!.members.length;
      for (let i = 0; i < row.length; i += 2) {
        const to = row[i]!;
        const pairs = sourceSizes[from]! * targetSizes[to]! - shared[to]!;
        if (pairs > 0) yield { from, to, ports: portSets.rangesOf(row[i + 1]!), pairs };
      }
      for (const k of members[from]!) shared[columnOf[k]!] = 0;
      row.length = 0;
    }
  }
}

/** Where each section of each column (the sources of one set of ports) is, by column; `next` is the place of its next word. */
function sectionsOf(columns: readonly Column[]) {
  const found: { column: number; ports: number; at: number; end: number; next: number }[] = [];
  for (const [c, column] of columns.entries()) {
    for (let at = 0; at < column.length;) {
      const [ports, words] = [column[at]!, column[at + 1]!];
      found.push({ column: c, ports, at: at + 2, end: at + 2 + 2 * words, next: column[at + 2]! });
      at += 2 + 2 * words;
    }
  }
  const flat = (field: keyof (typeof found)[number]) => Int32Array.from(found, (section) => section[field]);
  return {
    count: found.length,
    column: flat("column"),
    ports: flat("ports"),
    at: flat("at"),
    end: flat("end"),
    next: flat("next"),
  };
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
