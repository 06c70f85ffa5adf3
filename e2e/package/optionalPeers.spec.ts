import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");
const peers = ["@pulumi/pulumi", "@pulumi/kubernetes"];
const message = `vald-network-policy needs @pulumi/pulumi and @pulumi/kubernetes, but at least one of them is not installed. Run:

  npm install @pulumi/pulumi @pulumi/kubernetes

vald-network-policy/core works without these packages: it exports everything except the Pulumi component.`;

/** Prints the message of the error that an import throws. */
const requiring = (name: string) => `try { require("${name}") } catch (error) { console.log(error.message) }`;
const importing = (name: string) => `import("${name}").catch((error) => console.log(error.message))`;

describe("optional peers", () => {
  let folder: string;
  let modules: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "optional-peers-"));
    modules = join(folder, "node_modules");
    const installed = join(modules, "vald-network-policy");
    for (const name of ["package.json", "dist"])
      cpSync(join(root, name), join(installed, name), { recursive: true, filter: (path) => !path.endsWith("Svg.js") });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const link = (peer: string): void => {
    mkdirSync(join(modules, dirname(peer)), { recursive: true });
    symlinkSync(join(root, "node_modules", peer), join(modules, peer));
  };
  const run = (program: string): string =>
    spawnSync(process.execPath, ["-e", program], { cwd: folder, encoding: "utf8" }).stdout.trimEnd();

  it("are both named when neither is installed", () => {
    assert.equal(run(requiring("vald-network-policy")), message);
  });

  it("are both named to an ES module", () => {
    assert.equal(run(importing("vald-network-policy")), message);
  });

  for (const peer of peers)
    it(`are both named when only ${peer} is installed`, () => {
      link(peer);
      assert.equal(run(requiring("vald-network-policy")), message);
    });

  it("are not blamed for a missing package that one of them requires", () => {
    link("@pulumi/kubernetes");
    mkdirSync(join(modules, "@pulumi/pulumi"));
    writeFileSync(join(modules, "@pulumi/pulumi/index.js"), 'require("missing-package");');
    const program = requiring("vald-network-policy").replace("error.message", "error.code, error.requireStack[0]");
    assert.equal(run(program), `MODULE_NOT_FOUND ${join(modules, "@pulumi/pulumi/index.js")}`);
  });

  it("are not needed by the core", () => {
    assert.equal(run(requiring("vald-network-policy/core")), "");
  });

  it("are found when both are installed", () => {
    for (const peer of peers) link(peer);
    assert.equal(run(requiring("vald-network-policy")), "");
  });
});
