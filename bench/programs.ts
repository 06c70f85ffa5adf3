import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { onPath } from "../e2e/toolchain/onPath";
import type { Program } from "./runProcess";

const commandLine = join(__dirname, "../dist/vald-netpol.js");

export function valdNetpol(...args: string[]): Program {
  return { command: process.execPath, args: [commandLine, ...args] };
}

/** The matrix of all pairs of the pods of a file: by the command where it is there, else by the driver. */
export function allPairs(folder: string, sample: string): { name: string; of: (file: string) => Program } {
  const command = (file: string) => valdNetpol("matrix", "--pods", "--manifests", file, "-o", "csv");
  const { stdout } = spawnSync(process.execPath, command(sample).args, { encoding: "utf8" });
  if (stdout.startsWith("from,to,ports,pairs\n")) return { name: "vald-netpol matrix --pods", of: command };
  const outfile = join(folder, "driver.js");
  buildSync({ entryPoints: [join(__dirname, "podMatrixDriver.ts")], outfile, bundle: true, platform: "node" });
  return { name: "podMatrixDriver", of: (file) => ({ command: process.execPath, args: [outfile, file] }) };
}

/** Built with Go; undefined where there is none. */
export function cyclonusPairs(folder: string): ((file: string) => Program) | undefined {
  if (onPath("go") === undefined) return undefined;
  const command = join(folder, "cyclonus-pairs");
  execFileSync("go", ["build", "-trimpath", "-o", command, "."], {
    cwd: join(__dirname, "cyclonus"),
    env: { ...process.env, GOFLAGS: "-buildvcs=false", GOWORK: "off" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return (file) => ({ command, args: [file] });
}

/** np-guard's netpol-analyzer, where the machine has it. It reads a folder. */
export function netpolAnalyzer(): ((folder: string) => Program) | undefined {
  const command = onPath("netpol-analyzer");
  return command === undefined ? undefined : (folder) => ({ command, args: ["list", "--quiet", "--dirpath", folder] });
}
