import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
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

  it("starts faster than the plugin with an installed Node", async () => {
    const programs = { executable: executable(), installed: onPath(plugin) ?? assert.fail() };
    const times: Record<keyof typeof programs, number[]> = { executable: [], installed: [] };
    for (let run = 0; run < 5; run++) {
      times.executable.push(await startTime(programs.executable));
      times.installed.push(await startTime(programs.installed));
    }
    const [own, installed] = [median(times.executable), median(times.installed)];
    const size = (statSync(executable()).size / 1e6).toFixed(0);
    console.log(
      `      ${size} MB; starts in ${own.toFixed(0)} ms, with an installed Node in ${installed.toFixed(0)} ms`,
    );
    assert.ok(own < installed);
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

/** The milliseconds until a plugin prints its port. */
async function startTime(program: string): Promise<number> {
  const start = performance.now();
  // The address of an engine. The plugin does not need the engine before a program uses it.
  const running = spawn(program, ["127.0.0.1:1"], { cwd: fixture().folder, stdio: ["ignore", "pipe", "inherit"] });
  for await (const port of running.stdout) {
    const time = performance.now() - start;
    running.kill();
    assert.match(String(port), /^\d+\s*$/);
    return time;
  }
  assert.fail(`${program} printed no port`);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? assert.fail();
}
