import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { InputError } from "../../cli/inputError";
import { largestValues, readValues } from "../../cli/readValues";
import { render } from "../../cli/render";
import { validate } from "../../policies";
import { hostileText } from "./hostileText";

const runs = Number(process.env["RUNS"] ?? 10_000);
const longestLine = 1500;
const mostLines = 51;

const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;

describe("hostile values files", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "values.yaml");

  it(`give policies or one readable error, each within a second, in ${runs} mutations`, function () {
    this.timeout(1_800_000);
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed}`);
    const seen = { policies: 0, unreadable: 0, invalid: 0 };
    fc.assert(
      fc.property(hostileText, (text) => {
        writeFileSync(file, text);
        const start = process.cpuUsage();
        seen[verdict(file)]++;
        const { user } = process.cpuUsage(start);
        assert.ok(user < 1_000_000, `took ${user / 1000} ms`);
      }),
      { numRuns: runs, seed },
    );
    console.log(`      ${JSON.stringify(seen)}`);
    assert.ok(Math.min(...Object.values(seen)) > runs / 50, JSON.stringify(seen));
  });
});

/** How a file ends; fails for anything but policies or one readable error, and for policies from what validate refuses. */
function verdict(file: string): "policies" | "unreadable" | "invalid" {
  try {
    render({ values: [file], output: "json" });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const lines = error.message.split("\n");
    assert.ok(lines.length <= mostLines, `${lines.length} lines`);
    for (const line of lines) {
      assert.doesNotMatch(line, unprintable);
      assert.ok(line !== "" && line.length <= longestLine, `a line of ${line.length}: ${line.slice(0, 200)}`);
    }
    return hasValues(file) ? "invalid" : "unreadable";
  }
  assert.deepEqual(validate(readValues([file], largestValues).values), []);
  return "policies";
}

function hasValues(file: string): boolean {
  try {
    readValues([file], largestValues);
    return true;
  } catch {
    return false;
  }
}
