import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { blocks } from "../../testing/documents/blocks";
import { output } from "../output";
import { pythonEnvironment } from "../pythonEnvironment";
import { fixture } from "./fixture";
import { generateSdk } from "./generateSdk";
import { describeProgram } from "./program";

/** The path of the programs in the environment that all tests use. */
let environment: Promise<string> | undefined;

describeProgram("python", async (folder) => {
  environment ??= newEnvironment(folder);
  const bin = await environment;
  await output(join(bin, "mypy"), ["--strict", "__main__.py"], { cwd: folder });
  return { PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
});

describe("Python in the documents", () => {
  const found = blocks().filter(({ info }) => info === "py");

  it("passes mypy", async () => {
    const folder = mkdtempSync(join(fixture().folder, "documents-"));
    environment ??= newEnvironment(folder);
    for (const [i, { code }] of found.entries()) writeFileSync(join(folder, `block${i}.py`), code);
    const files = found.map((_, i) => `block${i}.py`);
    assert.ok(files.length > 0);
    await output(join(await environment, "mypy"), ["--strict", ...files], { cwd: folder });
  });
});

async function newEnvironment(folder: string): Promise<string> {
  const sdk = await generateSdk("python", join(folder, "sdk"));
  const requirements = ["pulumi==3.259.0", "pulumi-kubernetes==4.25.0", "mypy==2.4.1", sdk];
  return pythonEnvironment(join(folder, "venv"), requirements);
}
