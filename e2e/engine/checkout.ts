import { cpSync, existsSync, mkdirSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { output } from "../output";
import { world } from "./world";

/** A built checkout: its folder and the package packed from it. */
export interface Checkout {
  folder: string;
  tarball: string;
}

const root = resolve(__dirname, "../..");

let made: Promise<Checkout> | undefined;

/** A copy of this checkout, built and packed; Pulumi may write into it, and what is built here stays as it is. */
export function checkout(): Promise<Checkout> {
  return (made ??= make());
}

async function make(): Promise<Checkout> {
  const { folder: parent } = await world();
  const folder = join(parent, "checkout");
  const files = await output("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // Packing runs `prepare`, which builds.
  const packed = await output("npm", ["pack", "--json"], { cwd: folder });
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf("["))) as [{ filename: string }];
  return { folder, tarball: join(folder, filename) };
}
