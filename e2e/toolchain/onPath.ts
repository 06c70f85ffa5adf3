import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is that the shell would run; undefined when there is none. */
export function onPath(binary: string): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, binary))
    .find(isExecutable);
}

/** What a program says of its version; empty when it cannot be run. */
export function versionOutput(path: string, asked: string): string {
  const { stdout } = spawnSync(path, [asked], { encoding: "utf8", timeout: 30_000 });
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
