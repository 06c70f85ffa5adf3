import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "yaml";
import { networkPolicies, validate } from "../../core";
import { type Block, blocks, fileNameOf, root } from "./blocks";
import { writeStandIns } from "./standIns";

/** A block's output on both streams, interleaved as in a terminal, and its exit code. */
export interface Printed {
  text: string;
  code: number;
}

/** Runs the blocks of one document in a temporary folder that contains its files. */
export interface ExampleRunner {
  run(block: Block): Printed;
  remove(): void;
}

/** Whether a block is run. Programs are run, and so are commands that need no cluster. */
export function isExecutable({ info }: Block): boolean {
  return info === "sh" || info === "ts";
}

export function exampleRunner(file: string): ExampleRunner {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  const bin = join(folder, "bin");
  writeStandIns(bin);
  for (const [name, text] of Object.entries(filesOf(blocks(file)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  symlinkSync(join(root, "examples"), join(folder, "examples"));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(root, join(modules, "vald-network-policy"));
  for (const name of ["@pulumi", "yaml"]) symlinkSync(join(root, "node_modules", name), join(modules, name));

  const spawn = (program: string, args: readonly string[]): Printed => {
    const env = { ...process.env, PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
    const { stdout, status } = spawnSync("sh", ["-c", 'exec "$0" "$@" 2>&1', program, ...args], {
      cwd: folder,
      encoding: "utf8",
      env,
    });
    return { text: stdout, code: status ?? -1 };
  };
  return {
    run({ info, code }) {
      if (info === "sh") return spawn("sh", ["-c", code]);
      const program = join(folder, "program.ts");
      writeFileSync(program, code);
      return spawn(process.execPath, [`--import=${tsx}`, ...launcherOf(code), program]);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

const mocha = join(root, "node_modules/mocha/bin/mocha.js");
const tsx = pathToFileURL(require.resolve("tsx")).href;

/** Whether a program is a test for mocha. */
export function isTest(code: string): boolean {
  return code.includes("describe(");
}

/** The arguments that launch a program: with mocha if it is a test, under mocks if it is a Pulumi program. */
function launcherOf(code: string): string[] {
  if (isTest(code)) return [mocha, "--no-config", "--timeout=0", "--reporter=dot"];
  const usesPulumi = /from "(?:@pulumi\/\S+|vald-network-policy)"/.test(code);
  return usesPulumi ? [join(__dirname, "runUnderMocks.ts")] : [];
}

/** The document's files, and the files that commands read instead of querying a cluster or an engine. */
function filesOf(own: readonly Block[]): Record<string, string> {
  const files = Object.fromEntries(own.map((block) => [fileNameOf(block) ?? "", block.code]));
  delete files[""];
  const values = Object.values(files)
    .map((text): unknown => (text.includes("\n---\n") ? undefined : parse(text)))
    .find((value) => validate(value).length === 0);
  const policies = networkPolicies(values ?? { namespace: "vald" });
  const steps = policies.map((inputs) => {
    const state = { type: "kubernetes:networking.k8s.io/v1:NetworkPolicy", inputs };
    return { op: "same", urn: inputs.metadata.name, oldState: state, newState: state };
  });
  return {
    "policies.yaml": `${JSON.stringify({ apiVersion: "v1", kind: "List", items: policies })}\n`,
    "preview.json": JSON.stringify({ steps, changeSummary: { same: steps.length } }),
    ...files,
  };
}
