import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { blocks, root } from "../../tests/documents/blocks";

const program = blocks().find(({ file, code }) => file === "README.md" && code.includes("setMocks"))?.code ?? "";
const hook = /^.*Output fails.*\n.*unhandledRejection.*\n/m;
const late = (code: string) => code.replace('namespace: "vald"', 'namespace: pulumi.output("Vald!")');
const message = /Vald's network policies were not made:\s+namespace: "Vald!" given/;

describe("the README's test with mocks", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "mocked-"));
  const modules = join(folder, "node_modules");
  before(() => {
    mkdirSync(modules);
    symlinkSync(join(root, "node_modules/@pulumi"), join(modules, "@pulumi"));
    symlinkSync(root, join(modules, "vald-network-policy"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function mocha(code: string, seconds = 20): { code: number | null; text: string } {
    const file = join(folder, "stack.spec.ts");
    writeFileSync(file, code);
    const own = join(root, "node_modules/mocha/bin/mocha.js");
    const args = [own, "--no-config", "--import=tsx", `--timeout=${seconds}s`, file];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    return { code: status, text: stdout + stderr };
  }

  it("passes as it stands", () => {
    const { code, text } = mocha(program);
    assert.equal(code, 0, text);
    assert.match(text, /1 passing/);
  });

  it("fails with the message for a wrong value inside an Output", () => {
    const { code, text } = mocha(late(program));
    assert.notEqual(code, 0);
    assert.match(text, message);
    assert.doesNotMatch(text, /Timeout/);
  });

  it("ends at its time limit there without the hook", () => {
    const { code, text } = mocha(late(program.replace(hook, "")), 3);
    assert.notEqual(code, 0);
    assert.match(text, /Timeout of 3000ms exceeded/);
    assert.doesNotMatch(text, message);
  });

  const waitingForNothing = (code: string) => late(code).replace(/assert\.deepEqual\(await .*/, "assert.ok(opens);");

  it("passes there without the hook where it waits for nothing, and fails with it", () => {
    const without = mocha(waitingForNothing(program.replace(hook, "")));
    assert.equal(without.code, 0, without.text);
    assert.match(without.text, /1 passing/);
    const { code, text } = mocha(waitingForNothing(program));
    assert.notEqual(code, 0);
    assert.match(text, message);
  });
});
