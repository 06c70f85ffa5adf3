import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { isRecord } from "../../../args/schema/isRecord";

const from = ["everyone"];

describe("isRecord", () => {
  const rows: [what: string, value: unknown, expected: boolean][] = [
    ["an object", { from }, true],
    ["an object without a prototype", Object.assign(Object.create(null) as object, { from }), true],
    ["an object from another realm", runInNewContext("({ from: [] })"), true],
    ["null", null, false],
    ["a list", [from], false],
    ["an instance of a class", new Date(), false],
    ["a field that is inherited", Object.create({ from }), false],
    [
      "a field that is inherited from an object without a prototype",
      Object.create(Object.assign(Object.create(null) as object, { from })),
      false,
    ],
    ["a field that is not enumerable", Object.defineProperty({}, "from", { value: from }), false],
    ["a field whose key is a Symbol", { [Symbol("from")]: from }, false],
    [
      "a getter",
      {
        get from() {
          return from;
        },
      },
      false,
    ],
  ];
  for (const [what, value, expected] of rows) {
    it(`${expected ? "accepts" : "rejects"} ${what}`, () => assert.equal(isRecord(value), expected));
  }
});
