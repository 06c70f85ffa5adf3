import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");
const cruiser = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");

describe("the check of the arrows between rooms", () => {
  const folder = mkdtempSync(join(tmpdir(), "arrows-"));
  after(() => rmSync(folder, { recursive: true }));

  const files = {
    "graph/a.ts":
      'import { b } from "../policy/b";\nimport { readFileSync } from "node:fs";\nexport const a = [b, readFileSync];\n',
    "policy/b.ts": 'import { a } from "../graph/a";\nimport { t } from "../tests/t";\nexport const b = [a, t];\n',
    "analysis/c.ts": 'import * as pulumi from "@pulumi/pulumi";\nexport const c = pulumi;\n',
    "chart/e.ts": 'import { c } from "../analysis/c";\nexport const e = c;\n',
    "cli/main.ts": 'import { c } from "../analysis/c";\nexport const d = c;\n',
    "tests/t.ts": "export const t = 1;\n",
  };

  it("fires on every kind of arrow that is not allowed", () => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
      cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const rooms = ["graph", "policy", "analysis", "chart", "cli"];
    const { status, stdout } = spawnSync(process.execPath, [cruiser, "--output-type", "json", ...rooms], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(status, 0, "the json form reports and does not fail");
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    const found = summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
    assert.deepEqual([...new Set(found)].sort(), [
      "analysis/c.ts core-is-pure",
      "analysis/c.ts only-components-imports-pulumi",
      "chart/e.ts chart-reaches-only-its-sources",
      "cli/main.ts pure-half-and-cli-never-load-pulumi",
      "graph/a.ts core-is-pure",
      "graph/a.ts graph-reaches-only-its-sources",
      "graph/a.ts no-cycles",
      "policy/b.ts nothing-reaches-into-tests",
      "policy/b.ts policy-reaches-only-its-sources",
    ]);
  });
});
