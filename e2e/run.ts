// npm run e2e -- [--full] [group ...]: the tests that need real programs. A group is a folder here with *.spec.ts files.
// An argument such as engine/upgrades runs a single file of a group.
import { readdirSync, statSync } from "node:fs";
import { delimiter, dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import Mocha from "mocha";
import { isInPrivateNetwork, runInPrivateNetwork, sendResult, whyNoPrivateNetwork } from "./privateNetwork";
import { seconds } from "./seconds";
import { MissingToolsError, toolFolders } from "./toolchain/toolchain";
import type { ToolName } from "./toolchain/tools";

/** The exports of a group's tools.ts. */
interface Group {
  /** The programs that the group runs. */
  tools: readonly ToolName[];
  /**
   * The programs among them that take long to build. A run without arguments leaves the group out unless they are already built.
   */
  slowTools?: readonly ToolName[];
  /** Whether the group runs in its own network namespace. */
  needsPrivateNetwork?: boolean;
  /** Runs before the first group. */
  prepare?: () => Promise<unknown>;
  /** Runs right before the specs of the group. */
  setUp?: () => Promise<void>;
  /** The number of spec files that run at the same time, each in its own process. Default: 1, in this process. */
  jobs?: number;
}

interface Counts {
  passed: number;
  failed: number;
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  // process.exit runs the exit handlers, which end the processes that the tests started.
  process.once(signal, () => process.exit(code));
}

void main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { full: { type: "boolean" } }, allowPositionals: true });
  if (values.full === true) process.env["E2E_FULL"] = "1";
  const groups = readdirSync(__dirname)
    .filter((name) => specsOf(name).length > 0)
    .sort();
  const unknown = positionals.filter((name) => !groups.flatMap(specsOf).some((file) => isNamed(file, name)));
  if (unknown.length > 0) {
    console.error(`no such group or file: ${unknown.join(", ")}`);
    console.error(`usage: npm run e2e -- [--full] [group ...]\ngroups: ${groups.join(", ")}`);
    return 2;
  }
  const isChosen = (file: string) => positionals.length === 0 || positionals.some((name) => isNamed(file, name));
  const named = groups
    .map((name) => ({ name, specs: specsOf(name).filter(isChosen) }))
    .filter(({ specs }) => specs.length > 0);
  if (isInPrivateNetwork) {
    for (const { name, specs } of named) sendResult(await runSpecs(name, specs));
    return 0;
  }
  const buildsAll = values.full === true || positionals.length > 0;
  const chosen: typeof named = [];
  for (const group of named) if (buildsAll || (await hasSlowTools(group.name))) chosen.push(group);

  const times: string[] = [];
  const start = Date.now();
  try {
    await prepare(await Promise.all(chosen.map(({ name }) => loadGroup(name))));
  } catch (error) {
    if (!(error instanceof MissingToolsError)) throw error;
    console.log(`e2e skipped: ${error.message}`);
    console.log("0 passed, 0 failed");
    return 0;
  }
  times.push(`tools: ${seconds(start)}`);

  const sum: Counts = { passed: 0, failed: 0 };
  for (const { name, specs } of chosen) {
    const start = Date.now();
    const { passed, failed } = await run(name, specs);
    sum.passed += passed;
    sum.failed += failed;
    times.push(`${name}: ${seconds(start)}, ${passed} passed, ${failed} failed`);
  }
  console.log(times.map((line) => `-- ${line}`).join("\n"));
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

/** Whether the programs that take long to build are there. Prints a note if they are not. */
async function hasSlowTools(name: string): Promise<boolean> {
  const { slowTools = [] } = await loadGroup(name);
  try {
    await toolFolders(slowTools, { build: false });
    return true;
  } catch (error) {
    if (!(error instanceof MissingToolsError)) throw error;
    console.log(
      `e2e left out: ${name}: ${error.message}; building its programs takes long, so only \`npm run e2e -- ${name}\` and \`--full\` do it`,
    );
    return false;
  }
}

async function prepare(groups: readonly Group[]): Promise<void> {
  const folders = await toolFolders(groups.flatMap(({ tools }) => tools));
  process.env["PATH"] = [...folders, process.env["PATH"] ?? ""].join(delimiter);
  for (const { prepare } of groups) await prepare?.();
}

/** Runs specs of a group in this process, or in a private network if it needs one. */
async function run(name: string, specs: readonly string[]): Promise<Counts> {
  const { needsPrivateNetwork = false } = await loadGroup(name);
  if (!needsPrivateNetwork) return runSpecs(name, specs);
  const reason = whyNoPrivateNetwork();
  // Cast: the process in the private network runs this file, which sends counts.
  if (reason === undefined) return (await runInPrivateNetwork(specs.map(specName))) as Counts;
  console.log(`e2e skipped: ${name}: ${reason}`);
  return { passed: 0, failed: 0 };
}

async function runSpecs(name: string, specs: readonly string[]): Promise<Counts> {
  const { setUp, jobs = 1 } = await loadGroup(name);
  await setUp?.();
  // The timeout is long because the machine may be busy.
  const mocha = new Mocha({ reporter: "spec", timeout: 600_000, slow: 30_000, parallel: jobs > 1, jobs });
  for (const file of specs) mocha.addFile(file);
  // In parallel mode, the worker processes load the files.
  if (jobs === 1) await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
}

function specsOf(name: string): string[] {
  const folder = join(__dirname, name);
  if (!statSync(folder).isDirectory()) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".spec.ts"))
    .sort()
    .map((file) => join(folder, file));
}

/** Whether an argument names the file or its group. */
function isNamed(file: string, name: string): boolean {
  return specName(file) === name || specName(dirname(file)) === name;
}

/** For example `engine/upgrades`. */
function specName(file: string): string {
  return relative(__dirname, file).replace(/\.spec\.ts$/, "");
}

async function loadGroup(name: string): Promise<Group> {
  // Cast: every tools.ts exports a group.
  return (await import(join(__dirname, name, "tools.ts"))) as Group;
}
