import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { output } from "../output";
import { seconds } from "../seconds";
import { onPath } from "./onPath";
import { type SharedLibrary, type Tool, type ToolName, tools } from "./tools";

/** Thrown if a program is neither on the machine nor in the cache, and cannot or must not be built. */
export class MissingToolsError extends Error {}

/**
 * The folders that contain the requested tools, without duplicates. If the machine has a tool in a suitable version, that tool is
 * used. All other tools are built once, into a cache outside the checkout. With `build: false`, a tool that is not built yet is a
 * `MissingToolsError`.
 */
export async function toolFolders(wanted: readonly ToolName[], { build = true } = {}): Promise<string[]> {
  const queue = tools.filter(({ binary }) => wanted.includes(binary));
  const folders: string[] = [];
  const work = async () => {
    for (let tool = queue.shift(); tool !== undefined; tool = queue.shift())
      folders.push(await toolFolder(tool, build));
  };
  // Two tools are built at a time, so that one can compile while the other downloads or links.
  await Promise.all([work(), work()]);
  return [...new Set(folders)];
}

async function toolFolder(tool: Tool, mayBuild: boolean): Promise<string> {
  const { binary } = tool;
  const existing = tool.found();
  if (existing !== undefined) {
    console.error(`${binary}: found in ${existing}`);
    return existing;
  }
  if (onPath("go") === undefined) throw new MissingToolsError(`there is no ${binary} and no Go to build it`);
  const folder = join(cache(), `${binary}-${contentKey(tool)}`);
  if (existsSync(join(folder, binary))) console.error(`${binary}: already built`);
  else if (mayBuild) await build(tool, folder);
  else throw new MissingToolsError(`${binary} is not built yet`);
  return folder;
}

function cache(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return process.env["VALD_NETPOL_TOOLS"] ?? join(base, "vald-network-policy", "tools");
}

/** A key that identifies a program by its source, pinned versions, build flags, and Go version. */
function contentKey(tool: Tool): string {
  const folder = moduleFolder(tool);
  const hash = createHash("sha256");
  for (const file of readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((name) => /^go\.(mod|sum)$|\.(go|h)$/.test(name))
    .sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update("\0");
  }
  for (const { module, path } of tool.files ?? []) hash.update(`${module}\0${path}\0`);
  hash.update(tool.library?.sha256 ?? "");
  const go = execFileSync("go", ["env", "GOVERSION", "GOOS", "GOARCH"], { cwd: folder, env: goEnvironment() });
  return hash.update(buildArguments(tool).join("\0")).update(go).digest("hex").slice(0, 16);
}

async function build(tool: Tool, folder: string): Promise<void> {
  const { binary, goPackage, files = [], library } = tool;
  console.error(`${binary}: building (once per machine; this takes minutes)`);
  const start = Date.now();
  mkdirSync(dirname(folder), { recursive: true });
  // The folder is renamed when the build is complete, so that an interrupted build is never mistaken for a complete build.
  const unfinished = mkdtempSync(join(dirname(folder), ".building-"));
  try {
    const linking = library === undefined ? {} : await copyLibrary(library, tool, unfinished);
    const options = { cwd: moduleFolder(tool), env: { ...goEnvironment(), ...linking }, timeout: 0 };
    await output("go", [...buildArguments(tool), "-o", join(unfinished, binary), goPackage], options);
    for (const { module, path } of files) {
      const moduleCopy = await output("go", ["list", "-m", "-f", "{{.Dir}}", module], options);
      copyFileSync(join(moduleCopy.trim(), path), join(unfinished, basename(path)));
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  console.error(`${binary}: built in ${seconds(start)}`);
}

/** Copies a library and what it needs into a folder. Returns the environment in which Go links a program with it. */
async function copyLibrary(library: SharedLibrary, tool: Tool, folder: string): Promise<NodeJS.ProcessEnv> {
  const python = onPath("python3");
  if (python === undefined) throw new MissingToolsError(`there is no Python to install ${library.requirement}`);
  const packageFolder = mkdtempSync(join(tmpdir(), "library-"));
  try {
    const requirements = join(packageFolder, "requirements.txt");
    writeFileSync(requirements, `${library.requirement} --hash=sha256:${library.sha256}\n`);
    const target = join(packageFolder, "package");
    const options = ["--target", target, "--python-version", "3.11", "--only-binary", ":all:", "--no-deps"];
    await output(python, ["-m", "pip", "install", "--quiet", ...options, "--require-hashes", "-r", requirements], {
      cwd: packageFolder,
    });
    cpSync(join(target, library.folder), folder, { recursive: true });
  } finally {
    rmSync(packageFolder, { recursive: true, force: true });
  }
  // The package adds a hash and a version to the library's file name.
  const file = readdirSync(folder).find((name) => name.startsWith(`lib${library.name}-`));
  if (file === undefined) throw new Error(`${library.requirement} contains no lib${library.name}`);
  symlinkSync(file, join(folder, `lib${library.name}.so`));
  return {
    CGO_ENABLED: "1",
    CGO_CFLAGS: `-I${join(moduleFolder(tool), library.headers)}`,
    // The program finds the library in its own folder. With the older tag, the library finds what it needs there, too.
    CGO_LDFLAGS: `-L${folder} -Wl,-rpath,$ORIGIN -Wl,--disable-new-dtags`,
  };
}

function moduleFolder({ module }: Tool): string {
  return join(__dirname, module);
}

function buildArguments({ ldflags }: Tool): string[] {
  // Omitting symbols and debug information, which are not needed here, halves the linking time.
  return ["build", "-trimpath", "-ldflags", `-s -w ${ldflags}`];
}

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, GOFLAGS: "-buildvcs=false", GOWORK: "off" };
}
