import assert from "node:assert/strict";
import { blocks } from "../../tests/documents/blocks";
import { describeExamplesOf, readFirst } from "../../tests/documents/examplesOf";
import { typeErrors } from "../../tests/documents/typeErrors";

describe("the examples of the documents", () => {
  for (const file of new Set(blocks().map((block) => block.file))) {
    if (file !== readFirst) describeExamplesOf(file);
  }

  it("are programs that compile against the package", () =>
    assert.deepEqual(typeErrors(blocks().filter(({ info }) => info === "ts")), []));
});
