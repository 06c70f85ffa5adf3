import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readValues, ValuesError } from "../../cli/readValues";
import { render } from "../../cli/render";
import { InvalidArgsError, networkPolicies, validate } from "../../policies";
import { mutation } from "../schema/jsonMutation";
import { mutatedText, snippets, type TextMutation } from "./mutatedText";

const runs = Number(process.env["RUNS"] ?? 1000);
const longestLine = 1500;
const mostLines = 51;

const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;

const textMutation: fc.Arbitrary<TextMutation> = fc.record({
  what: fc.constantFrom("insert", "replace", "remove", "repeat", "value"),
  where: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  length: fc.nat({ max: 40 }),
  snippet: fc.constantFrom(...snippets),
});

describe("hostile values files", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "values.yaml");

  it(`give policies or one readable error, each within a second, in ${runs} mutations`, function () {
    this.timeout(300_000);
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed}`);
    const seen = { policies: 0, unreadable: 0, invalid: 0 };
    fc.assert(
      fc.property(
        fc.array(mutation, { maxLength: 2 }),
        fc.array(textMutation, { maxLength: 2 }),
        fc.boolean(),
        (structural, textual, isFlow) => {
          writeFileSync(file, mutatedText(structural, textual, isFlow));
          const start = process.cpuUsage();
          seen[verdict(file)]++;
          const { user } = process.cpuUsage(start);
          assert.ok(user < 1_000_000, `took ${user / 1000} ms`);
        },
      ),
      { numRuns: runs, seed },
    );
    console.log(`      ${JSON.stringify(seen)}`);
    assert.ok(Math.min(...Object.values(seen)) > runs / 50, JSON.stringify(seen));
  });

  it("leave nothing on the prototype of all objects", () => {
    writeFileSync(file, '{"__proto__": {"polluted": true}, "labels": {"__proto__": {"polluted": true}}}');
    assert.equal(verdict(file), "invalid");
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  });

  for (const [what, text, message] of [
    ["more than 256 KiB", " ".repeat(256 * 1024 + 1), /: larger than 256 KiB; values are not$/],
    ["10,000 levels of lists", "- ".repeat(10_000), /nested too deeply$/],
    ["the same key as a number and as text", "labels: { 1: a, '1': b }", /:1:17: Map keys must be unique$/],
    ["an unknown tag", "namespace: !secret vald", /:1:12: Unresolved tag: !secret$/],
    ["a set of YAML 1.1 in the place of the values", "%YAML 1.1\n--- !!set\n? defaults\n", /: values are a map/],
    ["an alias inside what it names", "labels: &a { b: *a }", /: its aliases stand for too much$/],
    [
      "a few aliases of much",
      `a: &a [${"1,".repeat(5000)}]\nb: [${"*a,".repeat(99)}]`,
      /: its aliases stand for too much$/,
    ],
  ] as const) {
    it(`are refused in one line for ${what}`, () => {
      writeFileSync(file, text);
      assert.throws(
        () => render({ values: [file], output: "json" }),
        (error: unknown) => {
          assert.ok(error instanceof ValuesError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes("\n"));
          return true;
        },
      );
    });
  }

  it("show the first 50 problems and how many more there are", () => {
    const args = { defaults: { networkPolicy: { custom: { egress: Array<number>(200_000).fill(1) } } } };
    assert.equal(validate(args).length, 200_000);
    assert.throws(
      () => networkPolicies(args as never),
      (error: unknown) => {
        assert.ok(error instanceof InvalidArgsError);
        const lines = error.message.split("\n");
        assert.deepEqual([lines.length, lines.at(-1)], [52, "and 199950 more"]);
        return true;
      },
    );
  });

  it("show no more than the beginning of a long key or value", () => {
    const long = "a".repeat(100_000);
    assert.throws(
      () => networkPolicies({ labels: { [long]: long } }),
      (error: unknown) => error instanceof InvalidArgsError && error.message.length < longestLine,
    );
  });
});

/** How a file ends; fails for anything but policies or one readable error, and for policies from what validate refuses. */
function verdict(file: string): "policies" | "unreadable" | "invalid" {
  try {
    render({ values: [file], output: "json" });
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    const lines = error.message.split("\n");
    assert.ok(lines.length <= mostLines, `${lines.length} lines`);
    for (const line of lines) {
      assert.doesNotMatch(line, unprintable);
      assert.ok(line !== "" && line.length <= longestLine, `a line of ${line.length}: ${line.slice(0, 200)}`);
    }
    return hasValues(file) ? "invalid" : "unreadable";
  }
  assert.deepEqual(validate(readValues([file]).values), []);
  return "policies";
}

function hasValues(file: string): boolean {
  try {
    readValues([file]);
    return true;
  } catch {
    return false;
  }
}
