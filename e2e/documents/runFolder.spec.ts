import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { networkPolicies } from "../../core";
import { withTempDir } from "../../testing/withTempDir";

describe("npm run folder", () => {
  withTempDir();
  const root = join(__dirname, "../..");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import=tsx", join(root, "scripts/runFolder.ts"), ...args], {
      cwd: root,
      encoding: "utf8",
    });

  it("runs every command over the files with network policies in a folder, and accepts their errors", () => {
    const dump = join(process.cwd(), "dump");
    mkdirSync(join(dump, "team"), { recursive: true });
    const items = networkPolicies({ namespace: "vald" });
    writeFileSync(join(dump, "team/vald.json"), JSON.stringify({ apiVersion: "v1", kind: "List", items }));
    writeFileSync(join(dump, "broken.yaml"), "kind: NetworkPolicy\nkind: NetworkPolicy\n");
    writeFileSync(join(dump, "deployment.yaml"), "kind: Deployment\n");
    const { status, stdout, stderr } = run(dump);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.match(stdout, /^2 files with network policies in /);
    const counts = stdout.split("\n").filter((line) => /^\| [a-z -]+ \| \d/.test(line));
    const exitCodes = counts.map((line) => line.split(" | ").slice(0, 5).join(" ").slice(2));
    assert.deepEqual(exitCodes.slice(0, 7), [
      "check 1 0 1 0",
      "matrix 1 0 1 0",
      "matrix --pods 0 0 2 0",
      "graph 1 0 1 0",
      "explain 0 1 1 0",
      "verify 1 0 1 0",
      "diff with itself 1 0 1 0",
    ]);
  });

  it("explains its usage", () => {
    const { status, stderr } = run();
    assert.deepEqual([status, stderr.split("\n")[0]], [2, "usage: npm run -s folder -- FOLDER [SECONDS]"]);
  });
});
