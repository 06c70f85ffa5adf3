import assert from "node:assert/strict";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { fixture } from "./fixture";
import { install } from "./modules";

describe("the packed package, installed alone", () => {
  let modules: string;
  let cwd: string;
  before(async () => {
    cwd = join(fixture().folder, "alone");
    modules = await install(cwd, { "vald-network-policy": fixture().checkout.tarball });
  });

  it("installs nothing else", () => {
    const { packages } = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")) as { packages: object };
    assert.deepEqual(Object.keys(packages), ["node_modules/vald-network-policy"]);
  });

  it("has a command line that runs", async () => {
    for (const name of ["vald-netpol", "vald-network-policy"])
      assert.equal(await output(join(modules, ".bin", name), ["--version"], { cwd }), "0.1.0\n");
  });

  it("has a core that runs", async () => {
    const program = 'console.log(require("vald-network-policy/core").networkPolicies({}).length)';
    assert.equal(await output(process.execPath, ["-e", program], { cwd }), "5\n");
  });

  it("runs no script on installation", () => {
    const file = join(modules, "vald-network-policy/package.json");
    const { scripts } = JSON.parse(readFileSync(file, "utf8")) as { scripts: Record<string, string> };
    const installScripts = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];
    assert.deepEqual(
      installScripts.filter((name) => name in scripts),
      [],
    );
  });
});

describe("the packed package together with its peers", () => {
  const cwd = join(fixture().folder, "package");
  before(() => {
    mkdirSync(cwd);
    symlinkSync(fixture().modules, join(cwd, "node_modules"));
  });

  const imports = [
    'import { ValdNetworkPolicies } from "vald-network-policy";',
    'import { networkPolicies } from "vald-network-policy/core";',
  ].join("\n");
  const print = "console.log(typeof ValdNetworkPolicies, typeof networkPolicies);";

  it("can be required", async () => {
    const program = `
      const { ValdNetworkPolicies } = require("vald-network-policy");
      const { networkPolicies } = require("vald-network-policy/core");
      ${print}`;
    assert.equal(await output(process.execPath, ["-e", program], { cwd }), "function function\n");
  });

  it("can be imported by name", async () => {
    const program = `${imports}\n${print}`;
    assert.equal(
      await output(process.execPath, ["--input-type=module", "-e", program], { cwd }),
      "function function\n",
    );
  });

  it("exports the schema of values files and its package.json", async () => {
    const program = `
      console.log(require("vald-network-policy/values.schema.json").title);
      console.log(require("vald-network-policy/package.json").name);`;
    assert.equal(
      await output(process.execPath, ["-e", program], { cwd }),
      "Values of vald-network-policy\nvald-network-policy\n",
    );
  });

  const settings: [title: string, extension: string, options: Record<string, string>][] = [
    ["CommonJS with moduleResolution node", "ts", { module: "commonjs", moduleResolution: "node" }],
    ["CommonJS with moduleResolution node16", "cts", { module: "node16", moduleResolution: "node16" }],
    ["ES modules with moduleResolution node16", "mts", { module: "node16", moduleResolution: "node16" }],
    ["ES modules with moduleResolution bundler", "ts", { module: "esnext", moduleResolution: "bundler" }],
  ];
  for (const [title, extension, options] of settings)
    it(`has types for ${title}`, async () => {
      const file = `typed.${extension}`;
      // The expected errors prove that the types are found. If they were not found, everything would have the type any.
      const program = `${imports}
        // @ts-expect-error
        const policies: string = networkPolicies({ namespace: "vald" });
        // @ts-expect-error
        new ValdNetworkPolicies("vald", {});
        new ValdNetworkPolicies("vald", { namespace: "vald" });
        console.log(policies);`;
      writeFileSync(join(cwd, file), program);
      const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
      const tsc = join(cwd, "node_modules/typescript/bin/tsc");
      const strict = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--types", "node"];
      assert.equal(await output(process.execPath, [tsc, ...strict, ...flags, file], { cwd }), "");
    });
});
