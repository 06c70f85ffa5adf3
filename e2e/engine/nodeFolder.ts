import { dirname, join } from "node:path";
import { fixture } from "./fixture";
import { install } from "./modules";

const folders = new Map<number, Promise<string>>();

/** The folder that contains `node` in a major version: the running version, or a version that is installed once from npm. */
export function nodeFolder(major: number): Promise<string> {
  const folder = folders.get(major) ?? findNode(major);
  folders.set(major, folder);
  return folder;
}

async function findNode(major: number): Promise<string> {
  if (process.versions.node.split(".")[0] === String(major)) return dirname(process.execPath);
  // The install script of the package `node` installs one of these packages.
  const name = `node-${process.platform}-${process.arch}`;
  const modules = await install(join(fixture().folder, `node-${major}`), { [name]: String(major) });
  return join(modules, name, "bin");
}
