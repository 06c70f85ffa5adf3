import assert from "node:assert/strict";
import fc from "fast-check";
import {
  areDisjointValues,
  intersectValues,
  isEmptyValueSet,
  isValueSubset,
  type ValueSet,
} from "../../../analysis/sets/valueSet";

const valueSet: fc.Arbitrary<ValueSet> = fc.record({
  values: fc.subarray(["a", "b", "c"]),
  negated: fc.boolean(),
  allowsAbsent: fc.boolean(),
});

/** "d" represents every value that no set lists, and undefined represents an absent label. */
const points = ["a", "b", "c", "d", undefined];
const has = (set: ValueSet, point: string | undefined) =>
  point === undefined ? set.allowsAbsent : set.values.includes(point) !== set.negated;

describe("value sets", () => {
  it("have an intersection with exactly the values that both contain", () => {
    fc.assert(
      fc.property(valueSet, valueSet, (a, b) => {
        const both = intersectValues(a, b);
        for (const point of points) assert.equal(has(both, point), has(a, point) && has(b, point));
      }),
    );
  });

  it("are empty if they contain no value", () => {
    fc.assert(
      fc.property(valueSet, (a) => {
        assert.equal(isEmptyValueSet(a), !points.some((point) => has(a, point)));
      }),
    );
  });

  it("are disjoint if they have no value in common", () => {
    fc.assert(
      fc.property(valueSet, valueSet, (a, b) => {
        assert.equal(areDisjointValues(a, b), !points.some((point) => has(a, point) && has(b, point)));
      }),
    );
  });

  it("are a subset if the other set contains all of their values", () => {
    fc.assert(
      fc.property(valueSet, valueSet, (a, b) => {
        assert.equal(
          isValueSubset(a, b),
          points.every((point) => !has(a, point) || has(b, point)),
        );
      }),
    );
  });
});
