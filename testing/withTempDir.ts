import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs the tests of this suite in a temporary folder that contains these files, so that tests can name files as a user would. */
export function withTempDir(files: Readonly<Record<string, string>> = {}): void {
  const home = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  before(() => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });
}
