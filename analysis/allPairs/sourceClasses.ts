import type { TargetRow } from "./targetRow";

/**
 * Assigns a class number to each source. Two sources have equal numbers if no row distinguishes them. Classes are numbered in the
 * order of their first members.
 */
export function sourceClasses(size: number, rows: readonly TargetRow[]): Int32Array {
  const partition = new Partition(size);
  for (const row of rows) {
    // Every source already has its own class.
    if (partition.count === size) break;
    for (const members of membersByPorts(row)) partition.split(members);
  }
  return numberedByFirstMember(partition.classOf);
}

function membersByPorts(row: TargetRow): Iterable<number[]> {
  const found = new Map<number, number[]>();
  for (let at = 0; at < row.length; at += 3) {
    const members = found.get(row[at + 1]!) ?? [];
    found.set(row[at + 1]!, members);
    const first = row[at]! << 5;
    for (let rest = row[at + 2]!; rest !== 0; rest &= rest - 1) members.push(first + 31 - Math.clz32(rest & -rest));
  }
  return found.values();
}

/**
 * Partition refinement: a class that is only partly in a set is split into two classes. For example, {0,1,2,3} split by {1,3,7}
 * becomes {0,2} and {1,3}.
 */
class Partition {
  readonly classOf: Int32Array;
  count = 1;
  private readonly sizes: Int32Array;
  private readonly inside: Int32Array;
  private readonly parts: Int32Array;

  constructor(size: number) {
    this.classOf = new Int32Array(size);
    this.sizes = new Int32Array(size);
    this.sizes[0] = size;
    this.inside = new Int32Array(size);
    this.parts = new Int32Array(size);
  }

  split(members: readonly number[]): void {
    const { classOf, sizes, inside, parts } = this;
    const touched: number[] = [];
    for (const member of members) {
      const one = classOf[member]!;
      if (inside[one] === 0) touched.push(one);
      inside[one]!++;
    }
    for (const one of touched) {
      const isWhole = inside[one] === sizes[one];
      parts[one] = isWhole ? one : this.count++;
      if (!isWhole) {
        sizes[parts[one]] = inside[one]!;
        sizes[one]! -= inside[one]!;
      }
      inside[one] = 0;
    }
    for (const member of members) classOf[member] = parts[classOf[member]!]!;
  }
}

function numberedByFirstMember(classOf: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return classOf.map((one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  });
}
