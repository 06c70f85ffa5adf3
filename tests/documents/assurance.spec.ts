import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./blocks";

const text = readFileSync(join(root, "docs/assurance.md"), "utf8");
const claims = text
  .slice(text.indexOf("## Claims"), text.indexOf("### With packets"))
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(2)
  .map((line) => line.split(" | ") as [claim: string, tests: string, ...rest: string[]]);

describe("the claims of docs/assurance.md", () => {
  it("are there", () => assert.ok(claims.length > 15));

  for (const [claim, tests] of claims)
    it(`name tests that exist: ${claim.slice(2)}`, () => {
      const named = tests.split(", ").map((test) => test.replace(/^`(.*)`$/, "$1"));
      assert.deepEqual(
        named.filter((path) => !/^(?:tests|e2e)\/.*\.spec\.ts$/.test(path) || !existsSync(join(root, path))),
        [],
      );
    });
});
