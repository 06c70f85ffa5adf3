import assert from "node:assert/strict";
import fc from "fast-check";
import {
  areDisjointValues,
  complementOfValues,
  intersectionOfValues,
  isEmptyValueSet,
  isSubsetOfValues,
  type ValueSet,
} from "../../analysis/regions/valueSet";

const values: fc.Arbitrary<ValueSet> = fc.record({
  values: fc.subarray(["a", "b", "c"]),
  negated: fc.boolean(),
  absent: fc.boolean(),
});

/** "d" stands for every value that is not named, undefined for an absent label. */
const points = ["a", "b", "c", "d", undefined];
const has = (set: ValueSet, point: string | undefined) =>
  point === undefined ? set.absent : set.values.includes(point) !== set.negated;

describe("sets of values, over any two", () => {
  it("have in common what is in both", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const both = intersectionOfValues(a, b);
        for (const point of points) assert.equal(has(both, point), has(a, point) && has(b, point));
        assert.equal(isEmptyValueSet(both), !points.some((point) => has(both, point)));
        assert.equal(areDisjointValues(a, b), isEmptyValueSet(both));
      }),
    );
  });

  it("leave out in the complement just what is in them", () => {
    fc.assert(
      fc.property(values, (a) => {
        for (const point of points) assert.equal(has(complementOfValues(a), point), !has(a, point));
      }),
    );
  });

  it("are one inside the other when each value is", () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        assert.equal(
          isSubsetOfValues(a, b),
          points.every((point) => !has(a, point) || has(b, point)),
        );
      }),
    );
  });
});
