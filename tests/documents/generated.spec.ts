import assert from "node:assert/strict";
import { withGeneratedParts } from "../../scripts/generateDocuments";
import { documents, readDocument } from "../../testing/documents/blocks";

/** `npm run generate` updates these parts. */
describe("the generated parts of the documents", () => {
  for (const file of documents)
    it(`are up to date in ${file}`, () => assert.equal(readDocument(file), withGeneratedParts(file)));
});
