/**
 * An immutable set of small non-negative integers. It stores only the words from its first to its last member, so a set of pods
 * in one namespace is short if pods are numbered by namespace.
 */
export class BitSet {
  static readonly empty = new BitSet(0, new Int32Array(0));

  private constructor(
    /** The index of the first word. Bit b of word w represents 32 * (start + w) + b. */
    readonly start: number,
    readonly words: Int32Array,
  ) {}

  static of(members: readonly number[]): BitSet {
    if (members.length === 0) return BitSet.empty;
    const [least, greatest] = members.reduce(([a, b], m) => [Math.min(a, m), Math.max(b, m)], [Infinity, 0]);
    const start = least >>> 5;
    const words = new Int32Array((greatest >>> 5) - start + 1);
    for (const member of members) words[(member >>> 5) - start]! |= 1 << member;
    return new BitSet(start, words);
  }

  /** The numbers from 0 to `size` - 1. */
  static below(size: number): BitSet {
    const words = new Int32Array((size + 31) >>> 5).fill(-1);
    if ((size & 31) !== 0) words[words.length - 1] = (1 << size) - 1;
    return new BitSet(0, words);
  }

  static union(sets: readonly BitSet[]): BitSet {
    const [first = BitSet.empty, ...rest] = sets.filter(({ isEmpty }) => !isEmpty);
    if (rest.length === 0) return first;
    const start = rest.reduce((least, set) => Math.min(least, set.start), first.start);
    const end = rest.reduce((greatest, set) => Math.max(greatest, set.end), first.end);
    const words = new Int32Array(end - start);
    for (const set of [first, ...rest]) set.addTo(words, start);
    return new BitSet(start, words);
  }

  get isEmpty(): boolean {
    return this.words.length === 0;
  }

  has(member: number): boolean {
    return ((this.words[(member >>> 5) - this.start] ?? 0) & (1 << member)) !== 0;
  }

  intersect(other: BitSet): BitSet {
    const start = Math.max(this.start, other.start);
    const words = new Int32Array(Math.max(0, Math.min(this.end, other.end) - start));
    for (let w = 0; w < words.length; w++)
      words[w] = this.words[w + start - this.start]! & other.words[w + start - other.start]!;
    return BitSet.trimmed(start, words);
  }

  subtract(other: BitSet): BitSet {
    const words = this.words.slice();
    const from = Math.max(this.start, other.start);
    const to = Math.min(this.end, other.end);
    for (let w = from; w < to; w++) words[w - this.start]! &= ~other.words[w - other.start]!;
    return BitSet.trimmed(this.start, words);
  }

  /** Adds the members to `words`, where `words[0]` is the word with index `start`. */
  addTo(words: Int32Array, start = 0): void {
    const shift = this.start - start;
    for (let w = 0; w < this.words.length; w++) words[w + shift]! |= this.words[w]!;
  }

  /** Calls `call` for each member, in ascending order. */
  forEach(call: (member: number) => void): void {
    for (let w = 0; w < this.words.length; w++) {
      for (let rest = this.words[w]!; rest !== 0; rest &= rest - 1)
        call(((this.start + w) << 5) + 31 - Math.clz32(rest & -rest));
    }
  }

  private get end(): number {
    return this.start + this.words.length;
  }

  private static trimmed(start: number, words: Int32Array): BitSet {
    let from = 0;
    let to = words.length;
    while (from < to && words[from] === 0) from++;
    while (to > from && words[to - 1] === 0) to--;
    if (from === to) return BitSet.empty;
    return new BitSet(start + from, from === 0 && to === words.length ? words : words.slice(from, to));
  }
}
