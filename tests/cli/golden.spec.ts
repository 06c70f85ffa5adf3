import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "../../cli/render";

/** What a change of this file means for a cluster belongs into the changelog: what opens, what closes. */
const golden = join(__dirname, "../fixtures/default-policies.yaml");

describe("the default", () => {
  it("is the same, byte for byte, as long as the major version is", () => {
    const text = render({ values: [], output: "yaml" });
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, text);
    assert.equal(text, readFileSync(golden, "utf8"));
  });
});
