import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { seconds } from "../seconds";
import { onPath } from "./onPath";
import { type Tool, type ToolName, tools } from "./tools";

/** Programs that are neither on the machine nor in the cache, on a machine without Go. */
export class MissingToolsError extends Error {}

/**
 * The folders in which the wanted tools are, without repeats. What the machine has in a fitting version is taken as it is;
 * the rest is built once into a cache outside the checkout.
 */
export function toolFolders(wanted: readonly ToolName[]): string[] {
  const folders = tools.filter(({ binary }) => wanted.includes(binary)).map(toolFolder);
  return [...new Set(folders)];
}

function toolFolder(tool: Tool): string {
  const found = tool.found();
  if (found !== undefined) {
    console.log(`${tool.binary}: the one in ${found} fits`);
    return found;
  }
  if (onPath("go") === undefined) throw new MissingToolsError(`there is no ${tool.binary} and no Go to build it with`);
  const folder = join(cache(), `${tool.binary}-${contentKey(tool)}`);
  if (existsSync(join(folder, tool.binary))) console.log(`${tool.binary}: built before`);
  else build(tool, folder);
  return folder;
}

function cache(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return process.env["VALD_NETPOL_TOOLS"] ?? join(base, "vald-network-policy", "tools");
}

/** The same key means the same program: source, pinned versions, flags, and Go itself. */
function contentKey(tool: Tool): string {
  const folder = moduleFolder(tool);
  const hash = createHash("sha256");
  for (const file of readdirSync(folder)
    .filter((name) => /^go\.(mod|sum)$|\.go$/.test(name))
    .sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update("\0");
  }
  const go = execFileSync("go", ["env", "GOVERSION", "GOOS", "GOARCH"], { cwd: folder, env: goEnvironment() });
  return hash.update(buildArguments(tool).join("\0")).update(go).digest("hex").slice(0, 16);
}

function build(tool: Tool, folder: string): void {
  console.log(`${tool.binary}: building (once; the first build on a machine takes minutes)`);
  const start = Date.now();
  mkdirSync(dirname(folder), { recursive: true });
  // Renamed into place when it is complete, so that a build that is killed leaves nothing that looks built.
  const unfinished = mkdtempSync(join(dirname(folder), ".building-"));
  try {
    const { status } = spawnSync("go", [...buildArguments(tool), "-o", join(unfinished, tool.binary), tool.goPackage], {
      cwd: moduleFolder(tool),
      env: goEnvironment(),
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (status !== 0) throw new Error(`${tool.binary} could not be built: go build ended with ${status ?? "a signal"}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.log(`${tool.binary}: built in ${seconds(start)}`);
}

function moduleFolder({ module }: Tool): string {
  return join(__dirname, module);
}

function buildArguments({ ldflags }: Tool): string[] {
  return ["build", "-trimpath", ...(ldflags === "" ? [] : ["-ldflags", ldflags])];
}

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: "-buildvcs=false", GOWORK: "off" };
}
