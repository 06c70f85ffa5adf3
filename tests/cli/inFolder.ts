import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The tests of this suite run in a folder of their own with these files in it, which they name as a user does. */
export function inFolder(files: Readonly<Record<string, string>>): void {
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
