import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { validate } from "../../policies";
import { blocks, root } from "./blocks";
import { findingsText } from "./findingsText";

const file = "docs/findings.md";

describe(file, () => {
  it("is what the code says of each finding, with the cases of its tests", () => {
    if (process.env["UPDATE_DOCUMENTS"] === "1") writeFileSync(join(root, file), findingsText());
    assert.equal(readFileSync(join(root, file), "utf8"), findingsText());
  });

  it("shows an entry of ignore that is valid", () => {
    const [entry] = blocks().filter((block) => block.file === file && block.info === "yaml");
    assert.deepEqual(validate(parse(entry?.code ?? "")), []);
  });
});
