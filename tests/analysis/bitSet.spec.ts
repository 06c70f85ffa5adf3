import assert from "node:assert/strict";
import fc from "fast-check";
import { BitSet } from "../../analysis/pods/bitSet";

const numbers = fc.uniqueArray(fc.nat(200), { maxLength: 20 });

function membersOf(set: BitSet): number[] {
  const members: number[] = [];
  set.forEach((member) => members.push(member));
  return members;
}

const ascending = (all: number[]) => [...all].sort((a, b) => a - b);

describe("a set of bits", () => {
  it("has its members in ascending order, and no others", () => {
    fc.assert(
      fc.property(numbers, fc.nat(250), (all, other) => {
        const set = BitSet.of(all);
        assert.deepEqual(membersOf(set), ascending(all));
        assert.equal(set.has(other), all.includes(other));
        assert.equal(set.isEmpty, all.length === 0);
      }),
    );
  });

  it("has the numbers below a size, also where the last word is full", () => {
    for (const size of [0, 1, 31, 32, 33, 64])
      assert.deepEqual(membersOf(BitSet.below(size)), [...Array(size).keys()], `below ${size}`);
  });

  it("joins, meets and subtracts as sets do", () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        const [x, y, z] = [BitSet.of(a), BitSet.of(b), BitSet.of(c)];
        assert.deepEqual(membersOf(BitSet.union([x, y, z])), ascending([...new Set([...a, ...b, ...c])]));
        assert.deepEqual(membersOf(x.and(y)), ascending(a.filter((member) => b.includes(member))));
        assert.deepEqual(membersOf(x.without(y)), ascending(a.filter((member) => !b.includes(member))));
      }),
    );
  });

  it("is empty when nothing is left", () => {
    const set = BitSet.of([40, 70]);
    assert.deepEqual([set.without(set).isEmpty, set.and(BitSet.of([41, 200])).isEmpty], [true, true]);
  });
});
