// npm run bench: prints the measurements as Markdown. Reports programs that are not installed, and skips them.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { dimensions } from "./dimensions";
import { measureLanguages } from "./languages";
import { manifests, type Size } from "./manifests";
import { print, row, text } from "./markdown";
import { median } from "./median";
import { measurePages } from "./pages";
import { cyclonusPairs, netpolAnalyzer, podMatrix, valdNetpol } from "./programs";
import { peakMemory, type Program, runProcess } from "./runProcess";
import { sideBySide } from "./sideBySide";

const podMatrixName = "vald-netpol matrix --pods";

const smallSizes = [
  { pods: 100, policies: 25 },
  { pods: 200, policies: 50 },
  { pods: 400, policies: 100 },
];
const largeSize = { pods: 2000, policies: 500 };
const doublings = [2500, 5000, 10000, 20000].map((pods) => ({ pods, policies: pods / 4 }));
const rounds = 9;

const folder = mkdtempSync(join(tmpdir(), "vald-netpol-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true }));
void main().then(
  // An exit also ends the processes that measurements started.
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function main(): Promise<void> {
  print(`${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}`);
  const parts = { commands: measureCommands, others: compareWithOthers, large: measureLargeCluster };
  const all = {
    ...parts,
    doublings: measureDoublings,
    dimensions: measureDimensions,
    languages: () => measureLanguages(rounds),
    pages: () => measurePages(folder, rounds),
  };
  const selected = process.argv.slice(2);
  for (const [name, measure] of Object.entries(all))
    if (selected.length === 0 || selected.includes(name)) await measure();
}

function measureCommands(): void {
  const values = join(folder, "values.yaml");
  writeFileSync(values, "namespace: vald\n");
  const policies = join(folder, "policies.yaml");
  copyFileSync(runProcess(valdNetpol("render"), folder)!.output, policies);
  const commands = [
    ["render"],
    ["matrix"],
    ["explain", "lbGateway", "agent", "--port", "8081"],
    ["graph"],
    ["check"],
    ["verify", "--manifests", policies],
    ["diff", values, values],
  ];
  print("### Each command on the documented table, compared with `node -e 0`\n");
  row("command", "command, ms", "`node -e 0`, ms", "difference, ms");
  row("---", "---:", "---:", "---:");
  for (const args of commands) {
    const name = args.map((arg) => basename(arg)).join(" ");
    const node = { command: process.execPath, args: ["-e", "0"] };
    const result = sideBySide(valdNetpol(...args), node, { rounds: 21, folder })!;
    row(name, ...[result.ours, result.theirs, result.difference].map((time) => text(time)));
  }
  print("");
}

function compareWithOthers(): void {
  print("### All pod pairs, compared with other programs\n");
  const cyclonus = cyclonusPairs(folder);
  const analyzer = netpolAnalyzer();
  if (cyclonus === undefined) return print("Skipped: building cyclonus needs Go, which is not installed.\n");
  if (analyzer === undefined) print("netpol-analyzer is skipped: it is not installed.\n");
  row(
    "pods",
    "policies",
    "pairs",
    "pairs found by cyclonus",
    `${podMatrixName}, ms`,
    "cyclonus, ms",
    "ratio",
    "netpol-analyzer, s",
  );
  row("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
  for (const size of smallSizes) {
    const file = manifestFile(size);
    const counts = [sumOfPairs(podMatrix(file)), Number(outputOf(cyclonus(file)))];
    const result = sideBySide(podMatrix(file), cyclonus(file), { rounds, folder });
    const analyzed = analyzer && runProcess(analyzer(folderOf(size)), folder, 300_000);
    row(
      ...[size.pods, size.policies, ...counts].map(String),
      ...(result === undefined
        ? ["over 120 s", "", ""]
        : [text(result.ours), text(result.theirs), text(result.ratio, 3)]),
      analyzed === undefined ? (analyzer ? "over 300" : "skipped") : (analyzed.ms / 1000).toFixed(1),
    );
    if (counts[0] !== counts[1]) process.exitCode = 1;
  }
  print("");
}

function measureLargeCluster(): void {
  const file = manifestFile(largeSize);
  const times = Array.from({ length: rounds }, () => runProcess(podMatrix(file), folder)!.ms / 1000);
  const { mb, bytes } = peakMemory(podMatrix(file), folder);
  print(
    `### ${largeSize.pods} pods and ${largeSize.policies} policies, from reading the YAML to writing the last byte\n`,
  );
  row("", "input, MB", "output, MB", "s", "peak memory, MB");
  row("---", "---:", "---:", "---:", "---:");
  row(podMatrixName, megabytes(statSync(file).size), megabytes(bytes), text(median(times), 2), mb.toFixed(0));
  print("");
}

function measureDoublings(): void {
  print("### Doubling the number of pods\n");
  row("pods", "policies", "input, MB", "output, MB", "s", "peak memory, MB", "s per MB of input and output");
  row("---:", "---:", "---:", "---:", "---:", "---:", "---:");
  for (const size of doublings) {
    const file = manifestFile(size);
    const times = Array.from({ length: 3 }, () => (runProcess(podMatrix(file), folder, 300_000)?.ms ?? NaN) / 1000);
    const { mb, bytes } = peakMemory(podMatrix(file), folder);
    const input = statSync(file).size;
    const time = median(times);
    row(
      ...[size.pods, size.policies].map(String),
      ...[input, bytes].map(megabytes),
      text(time, 1),
      mb.toFixed(0),
      (time.value / ((input + bytes) / 1e6)).toFixed(3),
    );
    rmSync(file);
  }
  print("");
}

function measureDimensions(): void {
  print("### Doubling one dimension\n");
  row("dimension", "size", "input, KB", "s", "peak memory, MB");
  row("---", "---:", "---:", "---:", "---:");
  for (const { name, args, sizes, input } of dimensions) {
    for (const size of sizes) {
      const file = join(folder, "dimension.json");
      writeFileSync(file, JSON.stringify(input(size)));
      const program = valdNetpol(...args.map((arg) => (arg === "FILE" ? file : arg)));
      const times = Array.from({ length: 3 }, () => (runProcess(program, folder, 300_000)?.ms ?? NaN) / 1000);
      const { mb } = peakMemory(program, folder);
      row(name, String(size), (statSync(file).size / 1e3).toFixed(0), text(median(times), 1), mb.toFixed(0));
    }
  }
  print("");
}

/** Writes the manifests for a size into a separate folder, because netpol-analyzer reads folders. */
function manifestFile(size: Size): string {
  const file = join(folderOf(size), "manifests.yaml");
  mkdirSync(folderOf(size), { recursive: true });
  writeFileSync(file, manifests(size));
  return file;
}

function folderOf({ pods, policies }: Size): string {
  return join(folder, `${pods}-${policies}`);
}

function outputOf(program: Program): string {
  const run = runProcess(program, folder);
  if (run === undefined) throw new Error(`${program.command} takes too long`);
  return readFileSync(run.output, "utf8");
}

/** The last two fields of each CSV line are the number of pairs and the verdict. */
function sumOfPairs(program: Program): number {
  const [, ...lines] = outputOf(program).trimEnd().split("\n");
  return lines.reduce((sum, line) => sum + Number(line.split(",").at(-2)), 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
