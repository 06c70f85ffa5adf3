import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "../output";

/** The node_modules of a folder in which these packages are installed; it is removed at the end. */
export async function installed(dependencies: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "vald-forms-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  await output("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  return join(folder, "node_modules");
}
