import assert from "node:assert/strict";

const maxLineLength = 1500;
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** Asserts that a terminal can show a message: lines of limited length, with no control characters. */
export function assertReadable(lines: readonly string[]): void {
  for (const line of lines) {
    assert.doesNotMatch(line, unprintable);
    assert.ok(line !== "" && line.length <= maxLineLength, `${line.length} characters: ${line.slice(0, 200)}`);
  }
}
