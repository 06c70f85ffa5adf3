import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { output } from "../output";
import { type PackOptions, packPackage } from "../packPackage";

export const root = resolve(__dirname, "../..");

/** The state that all specs in this group share. */
export interface Fixture {
  /** A folder that is removed at the end. */
  folder: string;
  /** Two clones of this checkout's commit, each with its own installed packages. */
  clones: readonly [string, string];
  /** The package that each clone packed. */
  tarballs: readonly [string, string];
}

/** Each spec file runs in its own process and finds the fixture in this variable. */
const variable = "VALD_PACKAGE_FIXTURE";

/** Runs once before the specs. */
export async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "vald-package-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const clones = [join(folder, "one"), join(folder, "another/much deeper")] as const;
  // The second clone packs with everything different that a machine may have.
  const tarballs = await Promise.all([
    pack(clones[0], {}),
    pack(clones[1], { umask: "077", env: { TZ: "Asia/Tokyo", LANG: "tr_TR.UTF-8", LC_ALL: "C" } }),
  ]);
  process.env[variable] = JSON.stringify({ folder, clones, tarballs } satisfies Fixture);
}

export function fixture(): Fixture {
  return JSON.parse(process.env[variable] ?? "") as Fixture;
}

async function pack(clone: string, options: PackOptions): Promise<string> {
  await output("git", ["clone", "--quiet", root, clone], { cwd: root });
  await output("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: clone });
  return packPackage(clone, options);
}
