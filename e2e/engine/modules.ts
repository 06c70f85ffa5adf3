import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";

/** Installs packages into a new folder, and returns its node_modules. */
export async function install(folder: string, dependencies: Readonly<Record<string, string>>): Promise<string> {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  // The install script of @pulumi/kubernetes downloads the provider, which is on PATH already.
  const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await output("npm", ["install", ...options], { cwd: folder });
  return join(folder, "node_modules");
}

/** Adds links to the packages in another node_modules, except packages that already exist. */
export function linkPackages(modules: string, otherModules: string): void {
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(otherModules).filter((entry) => !entry.startsWith("."))) {
    const [link, target] = [join(modules, name), join(otherModules, name)];
    if (name.startsWith("@")) linkPackages(link, target);
    else if (!existsSync(link)) symlinkSync(target, link);
  }
}
