import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./blocks";

/** What a command printed, both streams as on a terminal, and its exit code. */
export interface Printed {
  text: string;
  code: number;
}

/**
 * The programs that commands of documents may call. What needs a cluster, an engine or a history stands for itself with
 * files of the document, so that the part of vald-netpol's in a pipe is run.
 */
const programs: Record<string, string> = {
  "vald-netpol": `exec "${process.execPath}" "${join(root, "dist/vald-netpol.js")}" "$@"`,
  npx: `shift 2; exec "$@"`,
  kubectl: "cat policies.yaml pods.yaml",
  pulumi: "cat preview.json",
  git: "cat values.yaml",
  // As `helm get manifest` prints them; what the others print is not shown.
  helm: `cat "${join(root, "tests/fixtures/chart-1.8.0-policies-default.yaml")}"`,
};

/** Makes a folder ready for `runCommands`, with a document's files in it. */
export function prepareFolder(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, "bin"), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, "bin", name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
  }
}

/** Runs the lines of a block one after another, as a reader would in that folder. */
export function runCommands(lines: string, folder: string): Printed {
  const { stdout, status } = spawnSync("sh", ["-c", `{ ${lines}\n} 2>&1`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: [join(folder, "bin"), process.env["PATH"] ?? ""].join(delimiter) },
  });
  return { text: stdout, code: status ?? -1 };
}
