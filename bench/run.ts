// npm run bench: prints its findings as Markdown. What is not there is skipped with a line that says so.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { manifests } from "./manifests";
import { type Median, median } from "./median";
import { allPairs, cyclonusPairs, netpolAnalyzer, valdNetpol } from "./programs";
import { peakMemory, type Program, runProcess } from "./runProcess";
import { sideBySide } from "./sideBySide";

const small = [
  { pods: 100, policies: 25 },
  { pods: 200, policies: 50 },
  { pods: 400, policies: 100 },
];
const large = { pods: 2000, policies: 500 };
const doublings = [2500, 5000, 10000, 20000].map((pods) => ({ pods, policies: pods / 4 }));
const rounds = 9;

const folder = mkdtempSync(join(tmpdir(), "vald-netpol-bench-"));
try {
  print(`${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node ${process.versions.node}`);
  const pairs = allPairs(folder, manifestFile(small[0]!));
  startUp();
  besidesOthers(pairs.name, pairs.of);
  atSize(pairs.name, pairs.of);
  asSizeDoubles(pairs.of);
} finally {
  rmSync(folder, { recursive: true });
}

function startUp(): void {
  const values = join(folder, "values.yaml");
  writeFileSync(values, "namespace: vald\n");
  const commands = [
    ["render"],
    ["matrix"],
    ["explain", "lbGateway", "agent", "--port", "8081"],
    ["graph"],
    ["check"],
    ["verify"],
    ["diff", values, values],
  ];
  print("### Each command on the documented table, beside `node -e 0`\n");
  row("command", "command, ms", "`node -e 0`, ms", "over it, ms");
  row("---", "---:", "---:", "---:");
  for (const args of commands) {
    const name = args.filter((arg) => arg !== values).join(" ");
    const result = ifThere(() =>
      sideBySide(valdNetpol(...args), { command: process.execPath, args: ["-e", "0"] }, { rounds: 21, folder }),
    );
    if (result === undefined) row(name, "skipped: it is not there, or fails", "", "");
    else row(name, text(result.ours), text(result.theirs), text(result.difference));
  }
  print("");
}

function besidesOthers(name: string, ours: (file: string) => Program): void {
  print("### All pairs of pods, beside others\n");
  const cyclonus = cyclonusPairs(folder);
  const analyzer = netpolAnalyzer();
  if (cyclonus === undefined) return print("Skipped: there is no Go to build cyclonus with.\n");
  if (analyzer === undefined) print("netpol-analyzer is skipped: there is none on the PATH.\n");
  row("pods", "policies", "pairs", "cyclonus' pairs", `${name}, ms`, "cyclonus, ms", "ratio", "netpol-analyzer, s");
  row("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
  for (const size of small) {
    const file = manifestFile(size);
    const counts = [sumOfPairs(ours(file)), Number(outputOf(cyclonus(file)))];
    const result = sideBySide(ours(file), cyclonus(file), { rounds, folder });
    const others = analyzer && runProcess(analyzer(folderOf(size)), folder, 300_000);
    row(
      ...[size.pods, size.policies, ...counts].map(String),
      ...(result === undefined
        ? ["over 120 s", "", ""]
        : [text(result.ours), text(result.theirs), text(result.ratio, 3)]),
      others === undefined ? (analyzer ? "over 300" : "skipped") : (others.ms / 1000).toFixed(1),
    );
    if (counts[0] !== counts[1]) process.exitCode = 1;
  }
  print("");
}

function atSize(name: string, ours: (file: string) => Program): void {
  const file = manifestFile(large);
  const times = Array.from({ length: rounds }, () => runProcess(ours(file), folder)!.ms / 1000);
  const { mb, bytes } = peakMemory(ours(file), folder);
  print(`### ${large.pods} pods under ${large.policies} policies, from YAML to the last byte\n`);
  row("", "input, MB", "output, MB", "s", "peak memory, MB");
  row("---", "---:", "---:", "---:", "---:");
  row(name, megabytes(statSync(file).size), megabytes(bytes), text(median(times), 2), mb.toFixed(0));
  print("");
}

function asSizeDoubles(ours: (file: string) => Program): void {
  print("### Doublings\n");
  row("pods", "policies", "input, MB", "output, MB", "s", "peak memory, MB", "s per MB in and out");
  row("---:", "---:", "---:", "---:", "---:", "---:", "---:");
  for (const size of doublings) {
    const file = manifestFile(size);
    const times = Array.from({ length: 3 }, () => (runProcess(ours(file), folder, 300_000)?.ms ?? NaN) / 1000);
    const { mb, bytes } = peakMemory(ours(file), folder);
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

/** Each in a folder of its own, as netpol-analyzer reads folders. */
function manifestFile(size: (typeof small)[number]): string {
  const file = join(folderOf(size), "manifests.yaml");
  mkdirSync(folderOf(size), { recursive: true });
  writeFileSync(file, manifests(size));
  return file;
}

function folderOf({ pods, policies }: (typeof small)[number]): string {
  return join(folder, `${pods}-${policies}`);
}

function outputOf(program: Program): string {
  const run = runProcess(program, folder);
  if (run === undefined) throw new Error(`${program.command} takes too long`);
  return readFileSync(run.output, "utf8");
}

/** The last field of each line of the CSV is a number of pairs. */
function sumOfPairs(program: Program): number {
  const [, ...lines] = outputOf(program).trimEnd().split("\n");
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(",") + 1)), 0);
}

function ifThere<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function text({ value, low, high }: Median, digits = 0): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function row(...cells: string[]): void {
  print(`| ${cells.join(" | ")} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
