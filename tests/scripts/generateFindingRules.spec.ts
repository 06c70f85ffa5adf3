import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFiles } from "../../scripts/generateFindingRules";

/** `npm run generate` updates these lists. */
describe("the lists of finding rules", () => {
  for (const [file, text] of Object.entries(generatedFiles()))
    it(`are up to date: ${file}`, () => assert.equal(readFileSync(join(__dirname, "../..", file), "utf8"), text));
});
