import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, posix } from "node:path";
import ts from "typescript";

const root = join(__dirname, "../..");

/** A compiled module in a folder of the library. The command line is bundled into a few files, so it has no folder. */
const isLibraryModule = (path: string) =>
  /^dist\/(kubernetes|graph|args|policy|manifests|chart|analysis|components)\/(\w+\/)*\w+\.(js|d\.ts)$/.test(path);

describe("npm pack", () => {
  const bundles = ["dist/vald-netpol.js", "dist/drawingSvg.js", "dist/playgroundHtml.js", "dist/report.js"];
  let files: { path: string; size: number }[];
  let paths: string[];
  before(() => {
    const options = { cwd: root, encoding: "utf8" } as const;
    const text = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline"], options);
    const [packed] = JSON.parse(text) as { files: { path: string; size: number }[] }[];
    files = packed?.files ?? [];
    paths = files.map(({ path }) => path);
  });
  const modules = () => paths.filter((path) => /\.(js|d\.ts)$/.test(path) && !bundles.includes(path));
  const importsOf = (path: string) =>
    ts.preProcessFile(readFileSync(join(root, path), "utf8"), true, true).importedFiles.map(({ fileName }) => fileName);

  it("ships the entries, the command line, the schemas, the documents, and modules of the library", () => {
    assert.deepEqual(paths.filter((path) => !isLibraryModule(path) && !/^docs\/[\w-]+\.(md|png)$/.test(path)).sort(), [
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SKILL.md",
      "dist/core.d.ts",
      "dist/core.js",
      "dist/drawingSvg.js",
      "dist/index.d.ts",
      "dist/index.js",
      "dist/playgroundHtml.js",
      "dist/report.js",
      "dist/schemas/check.schema.json",
      "dist/schemas/diff.schema.json",
      "dist/schemas/explain.schema.json",
      "dist/schemas/graph.schema.json",
      "dist/schemas/matrix-pods.schema.json",
      "dist/schemas/matrix.schema.json",
      "dist/schemas/render.schema.json",
      "dist/schemas/verify.schema.json",
      "dist/vald-netpol.LICENSES.txt",
      "dist/vald-netpol.cdx.json",
      "dist/vald-netpol.js",
      "dist/values.schema.json",
      "package.json",
    ]);
  });

  it("ships every document that the README links to", () => {
    const links = readFileSync(join(root, "README.md"), "utf8").matchAll(/\]\((docs\/[^)#]+)/g);
    const missing = [...links].map(([, path = ""]) => path).filter((path) => !paths.includes(path));
    assert.deepEqual([...new Set(missing)], []);
  });

  it("ships every module together with its types", () => {
    const stems = (extension: string) =>
      modules().flatMap((path) => (path.endsWith(extension) ? [path.slice(0, -extension.length)] : []));
    assert.deepEqual(stems(".js"), stems(".d.ts"));
  });

  /** The shipped file that a module imports; undefined for a package or a file that is not shipped. */
  const importedFile = (path: string, name: string) => {
    const extension = path.endsWith(".js") ? ".js" : ".d.ts";
    const base = posix.join(posix.dirname(path), name);
    return [`${base}${extension}`, `${base}/index${extension}`].find((file) => paths.includes(file));
  };

  it("ships every file that a shipped module imports", () => {
    const missing = modules().flatMap((path) =>
      importsOf(path)
        .filter((name) => name.startsWith(".") && importedFile(path, name) === undefined)
        .map((name) => `${path} imports ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  for (const [entry, title, expected] of [
    ["index", "only the peers", ["@pulumi/kubernetes", "@pulumi/pulumi"]],
    ["core", "no packages", []],
  ] as const)
    it(`imports ${title} from dist/${entry}, in code and in types`, () => {
      const reached = new Set([`dist/${entry}.js`, `dist/${entry}.d.ts`]);
      const packages = new Set<string>();
      for (const path of reached) {
        for (const name of importsOf(path)) {
          const file = importedFile(path, name);
          if (file !== undefined) reached.add(file);
          else packages.add(name.split("/").slice(0, 2).join("/"));
        }
      }
      assert.deepEqual([...packages].sort(), expected);
    });

  it("ships a command line that imports only its own files and modules of Node", () => {
    const loaded = bundles.flatMap((path) =>
      [...readFileSync(join(root, path), "utf8").matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(
        ([, name = ""]) => name,
      ),
    );
    assert.deepEqual([...new Set(loaded)].filter((name) => !isBuiltin(name)).sort(), [
      "./drawingSvg.js",
      "./playgroundHtml.js",
      "./report.js",
    ]);
  });

  for (const [title, text, file] of [
    ["Graphviz", "Graphviz.load", "dist/drawingSvg.js"],
    ["the report", "Made by vald-netpol", "dist/report.js"],
    ["the playground", "analysis-worker", "dist/playgroundHtml.js"],
  ] as const)
    it(`keeps ${title} out of the bundle that every command loads`, () =>
      assert.deepEqual(
        bundles.filter((path) => readFileSync(join(root, path), "utf8").includes(text)),
        [file],
      ));
});
