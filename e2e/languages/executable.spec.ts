import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { onPath } from "../toolchain/onPath";
import { fixture, root } from "./fixture";
import { describeProgram } from "./program";

const plugin = "pulumi-resource-vald-network-policy";

describe("the plugin as an executable that contains Node", () => {
  /** The only folder on the PATH of the tests. */
  const bin = () => join(fixture().folder, "executable-bin");
  const executable = () => join(bin(), plugin);

  before(async () => {
    mkdirSync(bin());
    for (const program of ["pulumi", "pulumi-language-yaml", "pulumi-resource-kubernetes"])
      symlinkSync(onPath(program) ?? assert.fail(program), join(bin(), program));
    await output("npm", ["run", "build:provider-executable", "--", executable()], { cwd: root });
  });

  it("runs where there is no Node", () => {
    const env = { PATH: bin() };
    assert.equal((spawnSync("node", ["--version"], { env }).error as NodeJS.ErrnoException).code, "ENOENT");
    assert.equal(spawnSync("pulumi", ["version"], { env }).status, 0);
  });

  describeProgram(
    "yaml",
    (folder) => {
      const file = join(folder, "Pulumi.yaml");
      // The YAML program itself runs at the same time.
      writeFileSync(file, readFileSync(file, "utf8").replaceAll(/(languages|policies)-yaml/g, "$1-executable"));
      return Promise.resolve({ PATH: bin() });
    },
    "executable",
  );
});
