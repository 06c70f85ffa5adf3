import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
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
  folder: string;
  run(block: Pick<Block, "info" | "code">): Printed;
  remove(): void;
}

/** Whether a block is run. Programs are run, and so are commands that need no cluster. */
export function isExecutable({ info }: Block): boolean {
  return info === "sh" || info === "ts";
}

/** The blocks use this checkout, or, with a tarball, the package that the document's own commands install from it. */
export function exampleRunner(file: string, tarball?: string): ExampleRunner {
  const isInstalled = tarball !== undefined;
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  const bin = join(folder, "bin");
  writeStandIns(bin, { isInstalled });
  for (const [name, text] of Object.entries(filesOf(blocks(file)))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (isInstalled) {
    cpSync(tarball, join(folder, basename(tarball)));
    writeFileSync(join(folder, "package.json"), "{}");
  } else {
    symlinkSync(join(root, "examples"), join(folder, "examples"));
    link(folder, "vald-network-policy", root);
  }

  const spawn = (program: string, args: readonly string[]): Printed => {
    const env = { ...process.env, ...npmSettings, PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
    const { stdout, status } = spawnSync("sh", ["-c", 'exec "$0" "$@" 2>&1', program, ...args], {
      cwd: folder,
      encoding: "utf8",
      env,
    });
    return { text: stdout, code: status ?? -1 };
  };
  return {
    folder,
    run({ info, code }) {
      if (info === "sh") return spawn("sh", ["-c", code]);
      // Only programs have the peers: the command line needs none.
      for (const name of ["@pulumi", "yaml"]) link(folder, name, join(root, "node_modules", name));
      const program = join(folder, "program.ts");
      writeFileSync(program, code);
      return spawn(process.execPath, [`--import=${tsx}`, ...launcherOf(code), program]);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** npm prints nothing on its own, and asks the registry for nothing that it does not need. */
const npmSettings = {
  npm_config_update_notifier: "false",
  npm_config_audit: "false",
  npm_config_fund: "false",
};

function link(folder: string, name: string, target: string): void {
  const path = join(folder, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) symlinkSync(target, path);
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
