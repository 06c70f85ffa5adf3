import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { output } from "../output";
import { packPackage } from "../packPackage";

export const root = resolve(__dirname, "../..");

/** A built copy of this checkout, and the package packed from that copy. */
export interface Checkout {
  folder: string;
  tarball: string;
}

/** Copies this checkout, so that Pulumi can write files and `dist/` here stays unchanged. Packs the copy, which also builds it. */
export async function packCheckout(folder: string): Promise<Checkout> {
  await copySources(folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, tarball: await packPackage(folder) };
}

/** Copies the files of this checkout that Git does not ignore. */
export async function copySources(folder: string): Promise<void> {
  const files = await output("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
}
