import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findingIds, findingRules } from "../../core";
import { generatedFiles } from "../../scripts/generateFindingRules";

describe("the generated lists of finding rules", () => {
  for (const [file, text] of Object.entries(generatedFiles())) {
    it(`are current in ${file}`, () => {
      const current = readFileSync(join(__dirname, "../..", file), "utf8");
      assert.equal(current, text, "run node --import=tsx scripts/generateFindingRules.ts");
    });
  }

  it("have the same ids in the same order", () => {
    assert.deepEqual(
      findingRules.map(({ id }) => id),
      [...findingIds],
    );
  });
});
