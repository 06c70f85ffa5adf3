import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The built command line. */
export const cli = join(__dirname, "../../dist/vald-netpol.js");

/** Runs the built command line as a process. */
export function run(args: readonly string[], input = ""): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 16 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}
