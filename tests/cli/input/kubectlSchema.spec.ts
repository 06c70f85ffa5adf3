import assert from "node:assert/strict";
import { parseDocuments } from "../../../cli/input/parseDocuments";

describe("a plain scalar in manifests", () => {
  // The expected values are the output of kubectl 1.32: kubectl label --local -f FILE a=b -o json
  for (const [text, expected] of [
    ["010", 8],
    ["0o10", 8],
    ["0x1F", 31],
    ["0b11", 3],
    ["1_000", 1000],
    ["+5", 5],
    ["08", 8],
    ["5.", 5],
    ["1e3", 1000],
    ["'80'", "80"],
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["yES", "yES"],
    ["2024-01-01", "2024-01-01"],
    ["12:30", "12:30"],
    ["_1", "_1"],
  ] as const)
    it(`is read as ${JSON.stringify(expected)} if it is ${text}, as in kubectl`, () =>
      assert.deepEqual(parseDocuments(`port: ${text}`, "manifests.yaml"), [{ port: expected }]));
});
