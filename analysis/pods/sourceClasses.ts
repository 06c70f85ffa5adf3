import type { Column } from "./column";

/** Numbers the sources so that two have the same number when no column tells them apart, in the order of their first members. */
export function sourceClasses(size: number, columns: readonly Column[]): Int32Array {
  const classes = new Refinement(size);
  for (const column of columns) {
    // Nothing is left to be told apart.
    if (classes.count === size) break;
    for (const members of membersByPorts(column)) classes.split(members);
  }
  return numberedByFirst(classes.classOf);
}

function membersByPorts(column: Column): Iterable<number[]> {
  const found = new Map<number, number[]>();
  for (let at = 0; at < column.length; at += 3) {
    const members = found.get(column[at + 1]!) ?? [];
    found.set(column[at + 1]!, members);
    const first = column[at]! << 5;
    for (let rest = column[at + 2]!; rest !== 0; rest &= rest - 1) members.push(first + 31 - Math.clz32(rest & -rest));
  }
  return found.values();
}

/** Partition refinement: a class that is only partly in a set gives that part to a new class. */
class Refinement {
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

function numberedByFirst(classOf: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return classOf.map((one) => {
    const number = numbers.get(one) ?? numbers.size;
    numbers.set(one, number);
    return number;
  });
}
