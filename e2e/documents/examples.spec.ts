import assert from "node:assert/strict";
import { blocks, documents } from "../../testing/documents/blocks";
import { describeExamples, fastDocument } from "../../testing/documents/examples";
import { typeErrors } from "../../testing/documents/typeErrors";

describe("the documents' examples", () => {
  // e2e/package runs SKILL.md in the packed package.
  for (const file of documents) if (file !== fastDocument && file !== "SKILL.md") describeExamples(file);

  it("are programs that compile against the package", () =>
    assert.deepEqual(typeErrors(blocks().filter(({ info }) => info === "ts")), []));
});
