import { blocks } from "../../tests/documents/blocks";
import { describeExamplesOf, readFirst } from "../../tests/documents/examplesOf";

describe("the examples of the documents that are not read first", () => {
  for (const file of new Set(blocks().map((block) => block.file))) {
    if (!readFirst.includes(file)) describeExamplesOf(file);
  }
});
