import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of the program that a shell would run. Undefined if there is none. */
export function onPath(binary: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, binary))
    .find(isExecutable);
}

/** The version text that a program prints. Empty if the program cannot run. */
export function versionOutput(path: string, argument: string): string {
  const { stdout } = spawnSync(path, [argument], { encoding: "utf8", timeout: 30_000 });
  return stdout ?? "";
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
