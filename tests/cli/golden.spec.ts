import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderedText } from "./renderedText";

/** What a change of this file means for a cluster belongs into the changelog: what opens, what closes. */
const golden = join(__dirname, "../fixtures/default-policies.yaml");

describe("the default", () => {
  it("is the same, byte for byte, as long as the major version is", () => {
    const text = renderedText({ values: [], output: "yaml" });
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });
});
