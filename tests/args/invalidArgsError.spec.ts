import assert from "node:assert/strict";
import { InvalidArgsError, validate } from "../../core";

describe("the message of InvalidArgsError", () => {
  it("shows the first 50 issues and the number of remaining ones", () => {
    const issues = validate({ defaults: { networkPolicy: { custom: { egress: Array<number>(200_000).fill(1) } } } });
    assert.equal(issues.length, 200_000);
    const lines = new InvalidArgsError(issues).message.split("\n");
    assert.deepEqual([lines.length, lines.at(-1)], [52, "and 199950 more"]);
  });

  it("shortens long keys and values", () => {
    const long = "a".repeat(100_000);
    const shown = `"${"a".repeat(80)}…"`;
    assert.equal(
      new InvalidArgsError(validate({ labels: { [long]: long } })).message,
      `Invalid args:
  labels[${shown}]: got ${shown}; expected a label key: an optional prefix and "/", then a name; the name has at most 63 letters, digits, "-", "_", or ".", and starts and ends with a letter or digit; the prefix is a lowercase DNS name of at most 253 characters
  labels[${shown}]: got ${shown}; expected a label value: empty, or at most 63 letters, digits, "-", "_", or ".", starting and ending with a letter or digit`,
    );
  });
});
