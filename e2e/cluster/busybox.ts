import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folderWithBusybox: string | undefined;

/** A folder that contains only busybox programs. */
export function busyboxFolder(): string {
  if (folderWithBusybox !== undefined) return folderWithBusybox;
  const folder = mkdtempSync(join(tmpdir(), "busybox-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  execFileSync("busybox", ["--install", "-s", folder]);
  return (folderWithBusybox = folder);
}
