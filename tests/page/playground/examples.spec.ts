import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkCommand } from "../../../cli/commands/checkCommand";
import { captured } from "../../cli/captured";

const folder = join(__dirname, "../../../page/playground/examples");

/** The findings in each example. */
const expected: Record<string, string[]> = {
  "eks.yaml": [],
  "messy.yaml": [
    "everyone",
    "cidr-covers-pods",
    "cloud-metadata",
    "every-namespace",
    "half-dns",
    "bare-pod-selector",
    "no-effect",
    "api-server-by-namespace",
    "one-family",
    "component-off",
  ],
  "severalClusters.yaml": [],
  "vald.yaml": ["bare-pod-selector", "api-server-by-namespace"],
};

describe("the examples of the playground", () => {
  it("all have a case in this test", () => assert.deepEqual(readdirSync(folder).sort(), Object.keys(expected)));

  for (const [name, ids] of Object.entries(expected))
    it(`have these findings: ${name}`, () => {
      const { stdout } = captured(checkCommand({ files: [join(folder, name)], output: "json" }));
      const { findings } = JSON.parse(stdout) as { findings: { id: string }[] };
      assert.deepEqual([...new Set(findings.map(({ id }) => id))], ids);
    });
});
