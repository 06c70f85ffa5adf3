// npm run e2e -- [group ...]: the tests that need real programs. A group is a folder here with *.spec.ts files in it.
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import Mocha from "mocha";
import { isInPrivateNetwork, runInPrivateNetwork, sendResult, whyNoPrivateNetwork } from "./privateNetwork";
import { seconds } from "./seconds";
import { MissingToolsError, toolFolders } from "./toolchain/toolchain";
import type { ToolName } from "./toolchain/tools";

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const) {
  // An exit by process.exit runs the handlers that end what the tests have started.
  process.once(signal, () => process.exit(code));
}

void main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function main(asked: readonly string[]): Promise<number> {
  const groups = readdirSync(__dirname)
    .filter((name) => specs(name).length > 0)
    .sort();
  const unknown = asked.filter((name) => !groups.includes(name));
  if (unknown.length > 0) {
    console.error(
      `no such group: ${unknown.join(", ")}\nusage: npm run e2e -- [group ...]\ngroups: ${groups.join(", ")}`,
    );
    return 2;
  }
  const chosen = asked.length === 0 ? groups : groups.filter((name) => asked.includes(name));
  if (isInPrivateNetwork) {
    sendResult(await runAll(chosen));
    return 0;
  }

  const start = Date.now();
  try {
    const wanted = await Promise.all(chosen.map(toolsModule));
    const folders = toolFolders(wanted.flatMap(({ tools }) => tools));
    process.env["PATH"] = [...folders, process.env["PATH"] ?? ""].join(delimiter);
    for (const { prepare } of wanted) await prepare?.();
  } catch (error) {
    if (!(error instanceof MissingToolsError)) throw error;
    console.log(`e2e skipped: ${error.message}`);
    console.log("0 passed, 0 failed");
    return 0;
  }
  console.log(`tools: ${seconds(start)}`);

  const { passed, failed } = await runAll(chosen);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

async function runAll(groups: readonly string[]): Promise<Counts> {
  const sum: Counts = { passed: 0, failed: 0 };
  for (const group of groups) {
    const start = Date.now();
    const { passed, failed } = await run(group);
    if (!isInPrivateNetwork) console.log(`${group}: ${seconds(start)}`);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

/** How many tests did what. */
interface Counts {
  passed: number;
  failed: number;
}

/** Runs a group where it belongs: in this process, or in a network of its own. */
async function run(group: string): Promise<Counts> {
  const { needsPrivateNetwork = false, setUp, jobs } = await toolsModule(group);
  if (!needsPrivateNetwork || isInPrivateNetwork) {
    await setUp?.();
    return runSpecs(specs(group), jobs);
  }
  const lack = whyNoPrivateNetwork();
  // What runs inside is this module of ours.
  if (lack === undefined) return (await runInPrivateNetwork([group])) as Counts;
  console.log(`e2e skipped: ${group}: ${lack}`);
  return { passed: 0, failed: 0 };
}

function specs(group: string): string[] {
  const folder = join(__dirname, group);
  // A file cannot be listed; what is not a folder has no specs.
  if (!existsSync(join(folder, "tools.ts"))) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".spec.ts"))
    .sort()
    .map((name) => join(folder, name));
}

/** What a group says of itself in its tools.ts. */
interface GroupTools {
  tools: readonly ToolName[];
  needsPrivateNetwork?: boolean;
  /** What is to be done before any group runs. */
  prepare?: () => Promise<unknown>;
  /** Runs right before the specs of the group. */
  setUp?: () => Promise<void>;
  /** The number of spec files that run at the same time, each in its own process. Default: 1, in this process. */
  jobs?: number;
}

async function toolsModule(group: string): Promise<GroupTools> {
  return (await import(join(__dirname, group, "tools.ts"))) as GroupTools;
}

async function runSpecs(files: readonly string[], jobs = 1): Promise<Counts> {
  // Minutes, not seconds: the machine may be building or testing something else beside this.
  const mocha = new Mocha({ reporter: "spec", timeout: 600_000, slow: 30_000, parallel: jobs > 1, jobs });
  for (const file of files) mocha.addFile(file);
  // In parallel, each process loads its own file.
  if (jobs === 1) await mocha.loadFilesAsync();
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => resolve({ passed: runner.stats?.passes ?? 0, failed }));
  });
}
