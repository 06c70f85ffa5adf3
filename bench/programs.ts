import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { onPath } from "../e2e/toolchain/onPath";
import type { Program } from "./runProcess";

const commandLine = join(__dirname, "../dist/vald-netpol.js");

export function valdNetpol(...args: string[]): Program {
  return { command: process.execPath, args: [commandLine, ...args] };
}

/** Lists all pod pairs in a file as CSV. */
export function podMatrix(file: string): Program {
  return valdNetpol("matrix", "--pods", "--manifests", file, "-o", "csv");
}

/** Builds the cyclonus program with Go. Undefined if Go is not installed. */
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

/** np-guard's netpol-analyzer, which reads a folder. Undefined if it is not installed. */
export function netpolAnalyzer(): ((folder: string) => Program) | undefined {
  const command = onPath("netpol-analyzer");
  return command === undefined ? undefined : (folder) => ({ command, args: ["list", "--quiet", "--dirpath", folder] });
}
