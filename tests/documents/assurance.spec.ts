import assert from "node:assert/strict";
import { readDocument } from "../../testing/documents/blocks";

describe("the claims in docs/assurance.md", () => {
  const [, section = ""] = readDocument("docs/assurance.md").split("\n## Claims\n");
  const [table = ""] = section.trimStart().split("\n\n");
  const rows = table
    .split("\n")
    .slice(2)
    .map((row) => row.slice(2).split(" | "));

  it("are listed", () => assert.ok(rows.length > 15));

  for (const [claim = "", evidence = ""] of rows)
    it(`name a test or a section that shows it: ${claim}`, () =>
      // documents.spec.ts checks that these paths and links exist.
      assert.match(evidence, /^(?:`(?:tests|e2e)\/[\w/.]+\.spec\.ts`(?:, |$))+$|^\[[^\]]+\]\(#[\w-]+\)$/));
});
