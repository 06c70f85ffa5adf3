import { groupBy } from "../analysis/model/groupBy";

/** One command on one file. */
export interface FileRun {
  file: string;
  command: string;
  /** The exit code, or the signal that ended the process. */
  code: number | string;
  seconds: number;
  stdout: string;
  stderr: string;
}

interface Report {
  /** Markdown */
  text: string;
  /** The number of commands that crashed, took too long, or contradicted themselves. */
  failures: number;
}

/** What happened to the commands, with the findings of `check` by id. */
export function folderReport(runs: readonly FileRun[], commands: readonly string[]): Report {
  const failed = runs.flatMap((run) => {
    const reason = failureOf(run);
    return reason === undefined ? [] : [[run.command, run.file, reason]];
  });
  const text = [
    table(
      ["command", "exit 0", "exit 1", "exit 2", "failed", "median, s", "longest, s", "longest for"],
      commands.map((command) => commandRow(command, runs)),
    ),
    section("Failed", ["command", "file", "reason"], failed),
    section("Findings", ["id", "findings", "files"], findingRows(runs)),
    section("Inputs that are errors", ["message of check", "files", "for example"], errorRows(runs)),
  ].join("");
  return { text, failures: failed.length };
}

/** Why a result is wrong, whatever the input is. */
function failureOf({ command, code, stderr, stdout }: FileRun): string | undefined {
  if (code === "SIGKILL") return "took too long";
  if (typeof code !== "number" || code > 2) return `ended with ${code}`;
  const [, unexpected] = /^unexpected error: (.*)$/m.exec(stderr) ?? [];
  if (unexpected !== undefined) return unexpected;
  // Node ends the message about an error that nobody catches with its version, and exits with 1, which would be a result.
  const [, uncaught] = /^(\w*Error\b.*)$[^]*^Node\.js v/m.exec(stderr) ?? [];
  if (uncaught !== undefined) return uncaught;
  if (command !== "diff with itself" || code === 2) return undefined;
  const { added = [], removed = [] } = (stdout === "" ? {} : JSON.parse(stdout)) as Record<string, unknown[]>;
  return added.length + removed.length > 0 ? "differs from itself" : undefined;
}

function commandRow(command: string, all: readonly FileRun[]): (string | number)[] {
  const runs = all.filter((run) => run.command === command).sort((a, b) => a.seconds - b.seconds);
  const failed = runs.filter((run) => failureOf(run) !== undefined);
  const count = (code: number) => runs.filter((run) => run.code === code && !failed.includes(run)).length;
  const [median, longest] = [runs[Math.floor(runs.length / 2)], runs.at(-1)];
  const times = [median, longest].map((run) => run?.seconds.toFixed(2) ?? "");
  return [command, count(0), count(1), count(2), failed.length, ...times, longest?.file ?? ""];
}

function findingRows(runs: readonly FileRun[]): (string | number)[][] {
  const found = runs.flatMap(({ command, code, stdout, file }) => {
    if (command !== "check" || (code !== 0 && code !== 1) || stdout === "") return [];
    const { findings = [] } = JSON.parse(stdout) as { findings?: { id: string }[] };
    return findings.map(({ id }) => ({ id, file }));
  });
  return [...groupBy(found, ({ id }) => [id])]
    .sort(([a, { length: m }], [b, { length: n }]) => n - m || (a < b ? -1 : 1))
    .map(([id, all]) => [id, all.length, new Set(all.map(({ file }) => file)).size]);
}

/** The messages of inputs that are errors, without what differs from file to file. */
function errorRows(runs: readonly FileRun[]): (string | number)[][] {
  const rejected = runs.filter(({ command, code }) => command === "check" && code === 2);
  return [...groupBy(rejected, (run) => [firstMessage(run)])]
    .sort(([, { length: m }], [, { length: n }]) => n - m)
    .map(([message, all]) => [message.slice(0, 200), all.length, all[0]?.file ?? ""]);
}

function firstMessage({ stderr, file }: FileRun): string {
  const lines = stderr.split("\n");
  const line = lines.find((one) => one.includes(file)) ?? lines[0] ?? "";
  return line.replace(/^.*?\.(ya?ml|json):(\d+:\d+:)? ?/, "");
}

function section(title: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? "" : `\n## ${title}\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |\n`).join("");
}
