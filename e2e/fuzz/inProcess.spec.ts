import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { renderCommand } from "../../cli/commands/renderCommand";
import { InputError } from "../../cli/input/inputError";
import { ownValues, readValues } from "../../cli/input/readValues";
import { validate } from "../../core";
import { randomSeed, sampleSize } from "../sampling";
import { assertReadable } from "./assertReadable";
import { fuzzedValues } from "./fuzzedValues";

/** 50 issues, and a line with the number of remaining issues. */
const maxLines = 51;

/** A thousand times the usual time, so that a busy machine does not exceed this limit. An exponential algorithm does. */
const maxCpuSeconds = 10;

describe("a fuzzed values file", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "values.yaml");

  it("produces policies or one readable error", function () {
    this.timeout(0);
    const numRuns = sampleSize("fuzzed values files", 2500, 20_000);
    const counts = { policies: 0, unreadable: 0, invalid: 0 };
    const property = fc.property(fuzzedValues, (text) => {
      writeFileSync(file, text);
      const start = process.cpuUsage();
      counts[resultOf(file)]++;
      const seconds = process.cpuUsage(start).user / 1e6;
      assert.ok(seconds < maxCpuSeconds, `took ${seconds} s`);
    });
    fc.assert(property, { numRuns, seed: randomSeed() });
    console.log(`      ${JSON.stringify(counts)}`);
    assert.ok(Math.min(...Object.values(counts)) > numRuns / 50, JSON.stringify(counts));
  });
});

/** The result for a file. Fails on any other exception, on an unreadable message, and on policies for invalid args. */
function resultOf(file: string): "policies" | "unreadable" | "invalid" {
  try {
    renderCommand({ values: [file], output: "json" });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const lines = error.message.split("\n");
    assert.ok(lines.length <= maxLines, `${lines.length} lines`);
    assertReadable(lines);
    return canBeRead(file) ? "invalid" : "unreadable";
  }
  assert.deepEqual(validate(readValues([file], ownValues).values), []);
  return "policies";
}

function canBeRead(file: string): boolean {
  try {
    readValues([file], ownValues);
    return true;
  } catch {
    return false;
  }
}
