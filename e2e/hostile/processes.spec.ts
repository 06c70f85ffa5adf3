import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { hostileText } from "./hostileText";

const cli = join(__dirname, "../../dist/vald-netpol.js");
const mutations = 190;

/** The machine may be busy with something else; alone, each takes well under a second. */
const timeout = 20_000;

describe("the command line with hostile values", () => {
  it(`exits with 0 or 1 and never shows a stack trace, in ${mutations} processes`, () => {
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed}`);
    for (const input of fc.sample(hostileText, { numRuns: mutations, seed })) assertCivil(input);
  });

  for (const [what, input, message] of [
    ["10 MB of YAML", "- a\n".repeat(2_500_000), /^<stdin>: larger than 256 KiB\n$/],
    ["a single label of 1 MB", `labels: { a: ${"x".repeat(1e6)} }`, /^<stdin>: larger than 256 KiB/],
    ["10,000 levels of nesting", "- ".repeat(10_000), /^<stdin>:.*nested too deeply\n$/],
    ["10,000 levels of brackets", "[".repeat(10_000) + "]".repeat(10_000), /^<stdin>:/],
    ["a bomb of aliases", bomb(), /^<stdin>: Excessive alias count/],
    ["binary garbage", randomBytes(200_000), /^<stdin>:/],
    ["100,000 wrong items", `labels: [${"1,".repeat(100_000)}]`, /labels: a list given/],
    ["25,000 wrong keys", Array.from({ length: 25_000 }, (_, i) => `k${i}: 1`).join("\n"), /\nand 24950 more\n$/],
    ["a list of 40,000 at the top", `custom: [${"1,".repeat(40_000)}]`, /custom: unknown field/],
    ["a label of 200 KB", `labels: { a: ${"x".repeat(200_000)} }`, /^<stdin>:1:11: labels\.a: "x{80}…" given/],
  ] as const) {
    it(`refuses ${what} in bounded time and memory`, () => {
      const { status, stderr } = assertCivil(input);
      assert.equal(status, 2);
      assert.match(stderr, message);
    });
  }
});

function assertCivil(input: string | Buffer): { status: number | null; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, "render", "-f", "-"], {
    input,
    encoding: "utf8",
    timeout,
    env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=256" },
  });
  // The command line need not read all of what it refuses: EPIPE is ours, not its.
  if (error !== undefined && !("code" in error && error.code === "EPIPE")) throw error;
  assert.ok(status === 0 || status === 2, `exit ${status}: ${stderr.slice(0, 500)}`);
  assert.doesNotMatch(stderr, /^ +at |node:internal|Warning:/m);
  if (status === 2) assert.equal(stdout, "");
  // A warning is one line, whatever stands in the values.
  else assert.match(stderr, /^(<stdin>(:\d+:\d+)?: warning: .{1,300}\n|No policies: .{1,200}\n)*$/);
  return { status, stderr };
}

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...lines].join("\n");
}
