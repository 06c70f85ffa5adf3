import assert from "node:assert/strict";
import { blocks, documents } from "../../testing/documents/blocks";
import { describeExamples, fastDocument } from "../../testing/documents/examples";
import { typeErrors } from "../../testing/documents/typeErrors";

describe("the documents' examples", () => {
  for (const file of documents) if (file !== fastDocument) describeExamples(file);

  it("are programs that compile against the package", () =>
    assert.deepEqual(typeErrors(blocks().filter(({ info }) => info === "ts")), []));
});
