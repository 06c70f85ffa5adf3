import assert from "node:assert/strict";
import { blocks, isOutput } from "./blocks";
import { describeExamplesOf, readFirst } from "./examplesOf";

describe("the examples of the documents", () => {
  describeExamplesOf(readFirst);

  it("show no output but that of what stands right above it", () => {
    const all = blocks();
    const shown = all.flatMap(({ output }) => output?.at ?? []);
    assert.deepEqual(
      all.filter(isOutput).map(({ at }) => at),
      shown,
    );
  });
});
