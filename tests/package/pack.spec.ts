import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

describe("npm pack", () => {
  it("ships what runs, its types and the documents, and nothing else", () => {
    const root = join(__dirname, "../..");
    const options = { cwd: root, encoding: "utf8" } as const;
    const text = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline"], options);
    const [packed] = JSON.parse(text) as { files: { path: string }[] }[];
    const paths = packed!.files.map(({ path }) => path);
    const built = /^dist\/((graph|policy|components)\/\w+|index|policies)\.(js|d\.ts)$/;
    assert.deepEqual(paths.filter((path) => !built.test(path)).sort(), [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/vald-netpol.LICENSES.txt",
      "dist/vald-netpol.js",
      "dist/values.schema.json",
      "package.json",
    ]);
    const needed = ["dist/index.js", "dist/index.d.ts", "dist/policies.js", "dist/policies.d.ts"];
    assert.deepEqual(
      needed.filter((path) => !paths.includes(path)),
      [],
    );
  });
});
