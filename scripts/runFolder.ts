// npm run -s folder -- FOLDER [SECONDS]: runs every command over each file with network policies in a folder, such as a dump of your
// own cluster, and prints what happened as Markdown. Exit code 1: a command crashed, took too long, or contradicted itself.
import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { type FileRun, folderReport } from "./folderReport";
import { runCommand } from "./runCommand";

const commands: Readonly<Record<string, (file: string) => string[]>> = {
  check: (file) => ["check", "--manifests", file, "-o", "json"],
  matrix: (file) => ["matrix", "--manifests", file],
  "matrix --pods": (file) => ["matrix", "--pods", "--manifests", file, "-o", "csv"],
  graph: (file) => ["graph", "--manifests", file],
  explain: (file) => ["explain", "agent", "lbGateway", "--manifests", file],
  verify: (file) => ["verify", "--manifests", file],
  "diff with itself": (file) => ["diff", file, file, "-o", "json"],
};

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

async function main([folder, seconds = "60"]: readonly string[]): Promise<number> {
  if (folder === undefined || !(Number(seconds) > 0)) {
    console.error("usage: npm run -s folder -- FOLDER [SECONDS]\nSECONDS: the limit for each command. Default: 60");
    return 2;
  }
  const files = policyFiles(folder);
  const queue = files.flatMap((file) => Object.entries(commands).map(([command, args]) => ({ file, command, args })));
  const runs: FileRun[] = [];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { file, command, args } = next;
      const result = await runCommand(args(join(folder, file)), Number(seconds));
      runs.push({ file, command, ...result });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const { text, failures } = folderReport(runs, Object.keys(commands));
  console.log(`${files.length} files with network policies in ${folder}\n\n${text}`);
  return failures === 0 ? 0 : 1;
}

/** The YAML and JSON files that mention a kind of network policy, relative to the folder. */
function policyFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /NetworkPolicy/.test(readFileSync(file, "utf8")))
    .map((file) => relative(folder, file))
    .sort();
}
