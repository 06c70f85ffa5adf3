import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderedText } from "./renderedText";

/** If this file changes, the changelog must list the connections that the change opens and closes in a cluster. */
const golden = join(__dirname, "../fixtures/default-policies.yaml");

describe("the default policies", () => {
  it("stay the same, byte for byte, within a major version", () => {
    const text = renderedText({ values: [], output: "yaml" });
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });
});
