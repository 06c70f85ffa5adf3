import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocks } from "../../testing/documents/blocks";
import { fixture } from "./fixture";

const [documented] = blocks("docs/testing.md").filter(({ code }) => code.includes("setMocks"));
const program = documented?.code ?? "";

/** The test without the hook that fails it on an unhandled rejection. */
const withoutHook = (code: string): string =>
  code
    .split("\n")
    .filter((line) => !line.includes('process.on("unhandledRejection"'))
    .join("\n");

/** The test with an invalid namespace inside an Output in its first case. */
const withWrongOutput = (code: string): string =>
  code.replace('namespace: "vald"', 'namespace: pulumi.output("Vald!")');

/** The test with a first case that does not wait for Outputs. */
const withoutWaiting = (code: string): string => code.replace(/assert\.deepEqual\(await .*/, "assert.ok(openings);");

const wrongNamespace =
  'Invalid args:\n  namespace: got "Vald!"; expected a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit';

/** Mocha's result for a case: `passed`, or the error's code or message. */
type Outcome = string;

describe("the documented test with mocks", () => {
  const folder = join(fixture().folder, "mocked-test");
  before(() => {
    mkdirSync(folder);
    symlinkSync(fixture().modules, join(folder, "node_modules"));
  });

  function outcomes(code: string, timeout = "2m"): Outcome[] {
    const [file, report] = [join(folder, "stack.spec.ts"), join(folder, "report.json")];
    writeFileSync(file, code);
    const mocha = join(fixture().modules, "mocha/bin/mocha.js");
    const reporter = ["--reporter=json", `--reporter-option=output=${report}`];
    spawnSync(process.execPath, [mocha, "--import=tsx", `--timeout=${timeout}`, ...reporter, file], { cwd: folder });
    const { tests } = JSON.parse(readFileSync(report, "utf8")) as {
      tests: { err: { code?: string; message?: string } }[];
    };
    return tests.map(({ err }) => err.code ?? err.message ?? "passed");
  }

  it("passes", () => {
    assert.deepEqual(outcomes(program), ["passed", "passed"]);
  });

  it("fails with the validation error if a value inside an Output is invalid", () => {
    assert.deepEqual(outcomes(withWrongOutput(program)), [wrongNamespace, "passed"]);
  });

  it("fails with the validation error in each test with an invalid value inside an Output", () => {
    const everyOutput = program.replaceAll('namespace: "vald"', 'namespace: pulumi.output("Vald!")');
    assert.deepEqual(outcomes(everyOutput), [wrongNamespace, wrongNamespace]);
  });

  it("times out without the hook", () => {
    assert.deepEqual(outcomes(withWrongOutput(withoutHook(program)), "3s"), ["ERR_MOCHA_TIMEOUT", "passed"]);
  });

  it("passes without the hook if it waits for no Output", () => {
    assert.deepEqual(outcomes(withWrongOutput(withoutWaiting(withoutHook(program)))), ["passed", "passed"]);
  });

  it("fails with the hook if it waits for no Output", () => {
    assert.deepEqual(outcomes(withWrongOutput(withoutWaiting(program))), [wrongNamespace]);
  });
});
