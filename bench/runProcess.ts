import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

export interface Program {
  command: string;
  args: readonly string[];
  /** Environment variables, in addition to those of this process. */
  env?: Readonly<Record<string, string>>;
}

export interface Run {
  /** The time from start to exit. */
  ms: number;
  /** The file with the standard output. */
  output: string;
}

/** A module that makes Node write its peak memory, in KiB, to the file that PEAK_FILE names. */
const peakOnExit =
  "data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))";

/**
 * Runs a program and writes its output to a file in `folder`. Undefined if the program takes longer than `limit` ms. Throws if
 * the program fails with an error.
 */
export function runProcess({ command, args, env }: Program, folder: string, limit = 120_000): Run | undefined {
  const output = join(folder, "output");
  const stdout = openSync(output, "w");
  const start = performance.now();
  const { status, error, stderr } = spawnSync(command, args, {
    stdio: ["ignore", stdout, "pipe"],
    env: { ...process.env, ...env },
    timeout: limit,
    killSignal: "SIGKILL",
  });
  const ms = performance.now() - start;
  closeSync(stdout);
  if (error !== undefined && "code" in error && error.code === "ETIMEDOUT") return undefined;
  if (error !== undefined) throw error;
  // 1 is a result, such as a difference.
  if (status !== 0 && status !== 1)
    throw new Error(`${command} ${args.join(" ")} exited with ${status}: ${String(stderr).slice(0, 500)}`);
  return { ms, output };
}

/** The peak memory of a Node program in MiB, and the number of bytes that it prints. */
export function peakMemory({ args }: Program, folder: string): { mb: number; bytes: number } {
  const file = join(folder, "peak");
  process.env["PEAK_FILE"] = file;
  const run = runProcess({ command: process.execPath, args: ["--import", peakOnExit, ...args] }, folder, 300_000);
  const mb = Number(readFileSync(file, "utf8")) / 1024;
  rmSync(file);
  return { mb, bytes: run === undefined ? 0 : statSync(run.output).size };
}
