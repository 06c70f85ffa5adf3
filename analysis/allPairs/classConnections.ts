import type { PortRange } from "../model/portRange";
import type { EquivalenceClass } from "./equivalenceClasses";
import type { PortSetTable } from "./portSetTable";
import type { TargetRow } from "./targetRow";

/** The connections from the pods of one class to those of another. Connections with equal ports share one list of ports. */
export interface ClassConnection {
  /** Index in `sources`. */
  from: number;
  /** Index in `targets`. */
  to: number;
  /** The ports on which each pod in `from` may connect to each other pod in `to`. */
  ports: readonly PortRange[];
  /** The number of ordered pairs of distinct pods, in which a workload counts as one pod and is paired with itself. */
  pairs: number;
  /** `unknown`: the ports may be open, depending on policies that are not evaluated, or on unknown addresses. */
  verdict: "allowed" | "unknown";
}

interface Classes {
  /** Classes of pods that policies cannot distinguish. */
  classes: readonly EquivalenceClass[];
  /** The row of each target class. */
  rows: readonly TargetRow[];
  /** The target class of each equivalence class. */
  targetClassOf: Int32Array;
  /** The source class of each equivalence class. */
  sourceClassOf: Int32Array;
  portSets: PortSetTable;
}

/** The connections between classes, sorted by source and then by target, and the total number of pod pairs. */
export function classConnections(classes: Classes): { connections: Iterable<ClassConnection>; pairs: number } {
  return { connections: { [Symbol.iterator]: () => connections(classes) }, pairs: countPairs(classes) };
}

function countPairs({ classes, rows, targetClassOf }: Classes): number {
  const targetSizes = podCounts(classes, targetClassOf);
  let pairs = 0;
  for (const [to, row] of rows.entries()) {
    for (let at = 0; at < row.length; at += 3) {
      for (let rest = row[at + 2]!; rest !== 0; rest &= rest - 1) {
        const source = (row[at]! << 5) + 31 - Math.clz32(rest & -rest);
        const { members, onePodMembers } = classes[source]!;
        pairs += members.length * targetSizes[to]!;
        if (targetClassOf[source] === to) pairs -= onePodMembers;
      }
    }
  }
  return pairs;
}

/**
 * Rows are stored by target, but connections are listed by source. To avoid a transposed copy in memory, this function reads all
 * rows in parallel, one word of sources at a time.
 */
function* connections({ classes, rows, targetClassOf, sourceClassOf, portSets }: Classes): Generator<ClassConnection> {
  const members = membersByClass(sourceClassOf);
  const sourceSizes = podCounts(classes, sourceClassOf);
  const targetSizes = podCounts(classes, targetClassOf);
  const firsts = firstMembers(sourceClassOf);
  const read = new Int32Array(rows.length);
  const shared = new Int32Array(rows.length);
  // The targets and ports that each source in the current word may reach.
  const counts = new Int32Array(32);
  const targets = new Int32Array(32 * rows.length);
  const ports = new Int32Array(32 * rows.length);

  for (let word = 0; word < firsts.length; word++) {
    for (let to = 0; to < rows.length; to++) {
      const row = rows[to]!;
      let at = read[to]!;
      for (; row[at] === word; at += 3) {
        // All members of a source class have equal ports in every row, so reading the first member is enough.
        for (let rest = row[at + 2]! & firsts[word]!; rest !== 0; rest &= rest - 1) {
          const bit = 31 - Math.clz32(rest & -rest);
          const entry = bit * rows.length + counts[bit]!++;
          targets[entry] = to;
          ports[entry] = row[at + 1]!;
        }
      }
      read[to] = at;
    }
    for (let bit = 0; bit < 32; bit++) {
      if (counts[bit] === 0) continue;
      const from = sourceClassOf[(word << 5) + bit]!;
      for (const c of members[from]!) shared[targetClassOf[c]!]! += classes[c]!.onePodMembers;
      const start = bit * rows.length;
      for (let entry = start; entry < start + counts[bit]!; entry++) {
        const to = targets[entry]!;
        const pairs = sourceSizes[from]! * targetSizes[to]! - shared[to]!;
        if (pairs > 0) yield { from, to, ports: portSets.rangesOf(ports[entry]!), pairs, verdict: "allowed" };
      }
      for (const c of members[from]!) shared[targetClassOf[c]!] = 0;
      counts[bit] = 0;
    }
  }
}

function podCounts(classes: readonly EquivalenceClass[], classOf: Int32Array): number[] {
  const found: number[] = [];
  for (const [c, { members }] of classes.entries()) found[classOf[c]!] = (found[classOf[c]!] ?? 0) + members.length;
  return found;
}

function membersByClass(classOf: Int32Array): number[][] {
  const found: number[][] = [];
  for (const [c, one] of classOf.entries()) (found[one] ??= []).push(c);
  return found;
}

/** A bit for each equivalence class that is the first member of its source class. */
function firstMembers(classOf: Int32Array): Int32Array {
  const firsts = new Int32Array((classOf.length + 31) >>> 5);
  let next = 0;
  for (const [c, one] of classOf.entries()) {
    if (one !== next) continue;
    firsts[c >>> 5]! |= 1 << c;
    next++;
  }
  return firsts;
}
