import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../cli/inputError";
import { render } from "../../cli/render";
import { InvalidArgsError, networkPolicies, validate } from "../../policies";

const longestLine = 1500;
describe("hostile values files", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "values.yaml");

  it("leave nothing on the prototype of all objects", () => {
    writeFileSync(file, '{"__proto__": {"polluted": true}, "labels": {"__proto__": {"polluted": true}}}');
    assert.throws(() => render({ values: [file], output: "json" }), InputError);
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  });

  for (const [what, text, message] of [
    ["more than 256 KiB", " ".repeat(256 * 1024 + 1), /: larger than 256 KiB$/],
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
          assert.ok(error instanceof InputError);
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
