import { execFile } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { FileRun } from "./folderReport";

const commandLine = join(__dirname, "../dist/vald-netpol.js");

/** Runs the built command line. Ends it after a number of seconds. */
export function runCommand(
  args: readonly string[],
  maxSeconds: number,
): Promise<Pick<FileRun, "code" | "seconds" | "stdout" | "stderr">> {
  const start = performance.now();
  const options = { timeout: maxSeconds * 1000, killSignal: "SIGKILL", maxBuffer: 2 ** 30 } as const;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [commandLine, ...args], options, (_error, stdout, stderr) =>
      resolve({
        code: child.exitCode ?? child.signalCode ?? "not started",
        seconds: (performance.now() - start) / 1000,
        stdout,
        stderr,
      }),
    );
  });
}
