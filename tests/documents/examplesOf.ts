import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { type Block, blocks, blockText, root } from "./blocks";
import { runProgram } from "./runProgram";
import { prepareFolder, type Printed, runCommands } from "./shell";

/** With UPDATE_DOCUMENTS=1 what is shown is replaced by what is printed; read the change before it is committed. */
const isUpdate = process.env["UPDATE_DOCUMENTS"] === "1";

/** The document whose commands are run with the fast tests; those of the others are run with the end-to-end tests. */
export const readFirst = "README.md";

/** Tests that run the commands and programs of a document. */
export function describeExamplesOf(file: string): void {
  describe(file, () =>
    examplesOf(
      file,
      blocks().filter((block) => block.file === file),
    ),
  );
}

function examplesOf(file: string, own: readonly Block[]): void {
  const folder = mkdtempSync(join(tmpdir(), "examples-"));
  const printed = new Map<Block, Printed>();
  before(() => prepareFolder(folder, { "preview.json": preview(own), ...filesIn(own) }));
  after(() => rmSync(folder, { recursive: true }));
  after(() => {
    if (isUpdate) rewrite(file, printed);
  });

  // In one folder and in their order: a command may read what one above it wrote.
  for (const { at, info, code, output } of own.filter(isRun)) {
    it(`${at}: ${output === undefined ? "succeeds" : "prints what is shown"}`, () => {
      const result = info === "ts" ? runProgram(code) : runCommands(code, folder);
      if (output === undefined) assert.equal(result.code, 0, result.text);
      else if (isUpdate && (info === "sh" || result.code === 0)) printed.set(output, result);
      else assert.deepEqual(result, { text: output.code, code: Number(output.info.split(" ")[2] ?? 0) });
    });
  }
}

/** Commands of the README that show no output are held to more, one by one, in the other test. */
function isRun({ file, info, output }: Block): boolean {
  return (info === "sh" && (output !== undefined || file !== "README.md")) || (info === "ts" && output !== undefined);
}

/** Blocks that are labelled with the name of a file. */
function filesIn(own: readonly Block[]): Record<string, string> {
  return Object.fromEntries(
    own.flatMap(({ info, code }) => {
      const name = /^yaml (\S+\.yaml)$/.exec(info)?.[1];
      return name === undefined ? [] : [[name.replaceAll("/", "-"), code]];
    }),
  );
}

/** What the engine prints of a stack with the document's values when nothing changes. */
function preview(own: readonly Block[]): string {
  const args = parse(filesIn(own)["values.yaml"] ?? "{}") as NetworkPoliciesArgs;
  const steps = networkPolicies(args).map((inputs) => {
    const state = { type: "kubernetes:networking.k8s.io/v1:NetworkPolicy", inputs };
    return { op: "same", urn: inputs.metadata.name, oldState: state, newState: state };
  });
  return JSON.stringify({ steps, changeSummary: { same: steps.length } });
}

function rewrite(file: string, printed: ReadonlyMap<Block, Printed>): void {
  const path = join(root, file);
  const text = [...printed]
    .sort(([a], [b]) => b.start - a.start)
    .reduce(
      (rest, [block, { text: code, code: exit }]) => {
        const info = exit === 0 ? "text output" : `text output ${exit}`;
        const end = block.start + blockText(block).length;
        return rest.slice(0, block.start) + blockText({ info, code }) + rest.slice(end);
      },
      readFileSync(path, "utf8"),
    );
  writeFileSync(path, text);
}
