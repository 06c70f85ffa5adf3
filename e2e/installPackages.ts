import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { output } from "./output";

/** Installs packages into a temporary folder and returns a `require` function for them. */
export async function installPackages(dependencies: Readonly<Record<string, string>>): Promise<NodeJS.Require> {
  const folder = mkdtempSync(join(tmpdir(), "vald-packages-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "package.json");
  writeFileSync(file, JSON.stringify({ private: true, dependencies }));
  await output("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  return createRequire(file);
}
