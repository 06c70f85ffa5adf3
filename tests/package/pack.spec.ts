import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";

const root = join(__dirname, "../..");
/** A module of a library room, compiled; the command line is two files and has no room here. */
const inRoom = /^dist\/(graph|policy|analysis|chart|components)\/(\w+\/)*\w+\.(js|d\.ts)$/;

describe("npm pack", () => {
  let paths: string[];
  before(() => {
    const options = { cwd: root, encoding: "utf8" } as const;
    const text = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline"], options);
    const [packed] = JSON.parse(text) as { files: { path: string }[] }[];
    paths = packed?.files.map(({ path }) => path) ?? [];
  });
  const bundled = ["dist/vald-netpol.js", "dist/drawingSvg.js"];
  const modules = () => paths.filter((path) => /\.(js|d\.ts)$/.test(path) && !bundled.includes(path));
  const importsOf = (path: string) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/(?:\bfrom |\brequire\(|\bimport\()"([^"]+)"/g)].map(
      ([, name = ""]) => name,
    );

  it("ships the entries, the command line, the schema and the documents, and beside them only library rooms", () => {
    assert.deepEqual(paths.filter((path) => !inRoom.test(path) && !/^docs\/[\w-]+\.md$/.test(path)).sort(), [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/drawingSvg.js",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/policies.d.ts",
      "dist/policies.js",
      "dist/vald-netpol.LICENSES.txt",
      "dist/vald-netpol.js",
      "dist/values.schema.json",
      "package.json",
    ]);
  });

  it("ships each document that the README leads to", () => {
    const linked = readFileSync(join(root, "README.md"), "utf8").matchAll(/\]\((docs\/[^)#]+)/g);
    const missing = [...linked].map(([, path = ""]) => path).filter((path) => !paths.includes(path));
    assert.deepEqual([...new Set(missing)], []);
  });

  it("ships each module together with its types", () => {
    const names = (ending: string) => paths.filter((path) => path.endsWith(ending)).map((path) => path.split(".")[0]);
    assert.deepEqual(
      names(".js").filter((name) => !bundled.includes(`${name}.js`)),
      names(".d.ts"),
    );
  });

  it("ships every file that a shipped one imports", () => {
    const missing = modules().flatMap((path) =>
      importsOf(path)
        .filter((name) => name.startsWith("."))
        .map((name) => posix.join(posix.dirname(path), name) + (path.endsWith(".js") ? ".js" : ".d.ts"))
        .filter((target) => !paths.includes(target))
        .map((target) => `${path} imports ${target}`),
    );
    assert.deepEqual(missing, []);
  });

  it("imports no package but the peers", () => {
    const packages = modules()
      .flatMap(importsOf)
      .filter((name) => !name.startsWith("."))
      .map((name) => name.split("/").slice(0, 2).join("/"));
    assert.deepEqual([...new Set(packages)].sort(), ["@pulumi/kubernetes", "@pulumi/pulumi"]);
  });

  it("ships a command line that imports only what Node has, itself and no Pulumi", () => {
    const code = bundled.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
    const required = [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name = ""]) => name);
    assert.deepEqual(
      required.filter((name) => !isBuiltin(name)),
      ["./drawingSvg.js"],
    );
    assert.equal(code.includes("@pulumi/"), false);
  });
});
