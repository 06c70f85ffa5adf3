import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { randomSeed, sampleSize } from "../sampling";
import { assertReadable } from "./assertReadable";
import { componentNames } from "../../core";
import { fuzzedValues } from "./fuzzedValues";

const cli = join(__dirname, "../../dist/vald-netpol.js");

/** Enough for a busy machine; only a process that hangs takes longer. */
const timeout = 300_000;

describe("the command line with fuzzed values", () => {
  it("exits with 0 or 2 and prints no stack trace", function () {
    this.timeout(0);
    const numRuns = sampleSize("processes with fuzzed values", 60, 400);
    for (const input of fc.sample(fuzzedValues, { numRuns, seed: randomSeed() })) render(input);
  });

  const cases: [title: string, input: string | Buffer, message?: string][] = [
    ["10 MB of YAML", "- a\n".repeat(2_500_000), "larger than the limit of 256 KiB"],
    ["a label of 1 MB", `labels: { a: ${"x".repeat(1e6)} }`, "larger than the limit of 256 KiB"],
    ["10,000 nested lists", "- ".repeat(10_000), "nested too deeply"],
    ["10,000 nested brackets", "[".repeat(10_000) + "]".repeat(10_000), "nested too deeply"],
    ["a bomb of aliases", aliasBomb(), "Excessive alias count indicates a resource exhaustion attack"],
    ["200 KB of random bytes", randomBytes(200_000)],
    ["100,000 wrong items", `labels: [${"1,".repeat(100_000)}]`],
    ["25,000 wrong keys", Array.from({ length: 25_000 }, (_, i) => `k${i}: 1`).join("\n")],
    ["an unknown list of 40,000 items", `custom: [${"1,".repeat(40_000)}]`],
    ["a label of 200 KB", `labels: { a: ${"x".repeat(200_000)} }`],
  ];
  for (const [title, input, message] of cases) {
    it(`rejects ${title} in bounded time and memory`, () => {
      const { status, stderr } = render(input);
      assert.equal(status, 2);
      if (message !== undefined) assert.equal(stderr, `<stdin>: ${message}\n`);
    });
  }
});

/** Renders values from stdin with little memory. Fails if the command line crashes, hangs, or prints an unreadable message. */
function render(input: string | Buffer): { status: number | null; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [cli, "render", "-f", "-"], {
    input,
    encoding: "utf8",
    timeout,
    env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=256" },
  });
  // EPIPE occurs because the command line stops reading input that it rejects.
  if (error !== undefined && !("code" in error && error.code === "EPIPE")) throw error;
  assert.ok(status === 0 || status === 2, `exit code ${status}: ${stderr.slice(0, 500)}`);
  if (status === 2) assert.equal(stdout, "");
  assert.doesNotMatch(stderr, /^ +at /m);
  const lines = stderr.split("\n");
  assert.equal(lines.pop(), "");
  assertReadable(lines);
  return { status, stderr };
}

/** Nine levels of aliases, which expand to 9^9 items. */
function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...levels].join("\n");
}

describe("the command line with values that are too complex to compare", () => {
  const edges = Array.from({ length: 1500 }, (_, i) => ({
    from: { podLabels: { [`key-${i}`]: "a" } },
    to: { component: componentNames[i % 5] },
    ports: [{ port: 1000 + i }],
  }));
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));
  const [plain, complex] = [join(folder, "plain.json"), join(folder, "complex.json")];
  writeFileSync(plain, "{}");
  writeFileSync(complex, JSON.stringify({ edges }));

  for (const args of [
    ["matrix", "-f", complex],
    ["diff", plain, complex],
  ])
    it(`says so and exits with 1 in bounded time: ${args[0]}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8", timeout });
      assert.equal(status, 1, stderr);
      assert.match(stdout + stderr, /too complex/);
    });
});
