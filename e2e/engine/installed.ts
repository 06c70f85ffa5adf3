import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { checkout } from "./checkout";
import { output } from "../output";
import { world } from "./world";

/** What a user's project depends on beside the packed package. */
export interface Dependencies {
  "@pulumi/pulumi": string;
  "@pulumi/kubernetes": string;
  [name: string]: string;
}

/** The versions of the peers that the package was written with. */
export const writtenWith: Dependencies = { "@pulumi/pulumi": "3.248.0", "@pulumi/kubernetes": "4.25.0" };

const projects = new Map<string, Promise<string>>();

/**
 * A stack of a TypeScript project outside the checkout, with the packed package installed as users do; the program is
 * programs/<program>. `binaries` are folders, seen from node_modules, that come first on PATH.
 */
export async function installedStack(
  program: string,
  stackName: string,
  dependencies = writtenWith,
  binaries: readonly string[] = [],
): Promise<Stack> {
  const { environment, folder } = await world();
  const modules = await installed(dependencies);
  const workDir = join(folder, `${program}-${stackName}`);
  cpSync(join(__dirname, "programs", program), workDir, { recursive: true });
  symlinkSync(modules, join(workDir, "node_modules"));
  writeFileSync(join(workDir, "package.json"), JSON.stringify({ name: program, main: "index.ts" }));
  writeFileSync(join(workDir, "tsconfig.json"), JSON.stringify(userTsconfig));
  writeFileSync(join(workDir, "Pulumi.yaml"), `name: ${program}\nruntime: nodejs\n`);
  const path = [...binaries.map((binary) => join(modules, binary)), process.env["PATH"] ?? ""].join(":");
  return LocalWorkspace.createOrSelectStack({ stackName, workDir }, { envVars: { ...environment, PATH: path } });
}

/** The version of a package that a project got. */
export async function installedVersion(dependencies: Dependencies, name: string): Promise<string> {
  const file = join(await installed(dependencies), name, "package.json");
  // Some releases of @pulumi/kubernetes say "v4.9.1".
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version.replace(/^v/, "");
}

/** The node_modules of a project with these dependencies, installed once. */
export function installed(dependencies: Dependencies): Promise<string> {
  const key = JSON.stringify(dependencies);
  const made = projects.get(key) ?? install(dependencies, `project-${projects.size}`);
  projects.set(key, made);
  return made;
}

async function install(dependencies: Dependencies, name: string): Promise<string> {
  const { folder: parent } = await world();
  const { tarball } = await checkout();
  const folder = join(parent, name);
  mkdirSync(folder);
  const all = { typescript: "5.9.3", "@types/node": "20.19.43", ...dependencies, "vald-network-policy": tarball };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, private: true, dependencies: all }));
  // The install script of @pulumi/kubernetes fetches the provider, which is there already.
  await output("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  return join(folder, "node_modules");
}

/** As `pulumi new kubernetes-typescript` writes it. */
export const userTsconfig = {
  compilerOptions: { strict: true, target: "es2020", module: "commonjs", moduleResolution: "node", skipLibCheck: true },
  files: ["index.ts"],
};
