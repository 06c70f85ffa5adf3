import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The standard output of a program. If the program fails, the error contains all output. Default timeout: 10 minutes. */
export async function output(
  program: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv; timeout?: number },
): Promise<string> {
  const running = promisify(execFile)(program, args, {
    encoding: "utf8",
    maxBuffer: 1e8,
    timeout: 600_000,
    ...options,
  });
  running.child.stdin?.end();
  try {
    return (await running).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(" ")}:\n${stdout ?? ""}${stderr ?? ""}`, { cause: error });
  }
}
