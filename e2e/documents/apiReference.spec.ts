import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../testing/documents/blocks";
import { output } from "../output";

describe("the reference of the API", () => {
  const folder = mkdtempSync(join(tmpdir(), "api-reference-"));
  after(() => rmSync(folder, { recursive: true }));

  it("is the one that the doc comments give", async () => {
    const file = join(folder, "api.md");
    await output(process.execPath, ["scripts/apiReference.mjs", file], { cwd: root });
    assert.equal(readFileSync(join(root, "docs/api.md"), "utf8"), readFileSync(file, "utf8"));
  });
});
