import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { fragmentOf, sidesIn } from "../../../page/playground/shareLink";

const sides = {
  before: { name: "before.yaml", text: "namespace: vald\n" },
  after: { name: "after.yaml", text: "namespace: vald # ä😀\n" },
};
const fragment = (value: unknown) => `#1.${deflateRawSync(JSON.stringify(value)).toString("base64url")}`;

describe("a link to the playground", () => {
  it("contains the texts", async () => assert.deepEqual(await sidesIn((await fragmentOf(sides)) ?? ""), sides));

  it("contains only characters that a URL keeps", async () =>
    assert.match((await fragmentOf(sides)) ?? "", /^#1\.[\w-]+$/));

  it("can still be read if an earlier version made it", async () =>
    assert.deepEqual(
      await sidesIn("#1.q1ZKTCtJLVKyqlbKS8xNVbJSKkvMKU0t1qtMzM1R0lEqSa0oUbICyxUXJCanWimUJeakxOQp1dYCAA"),
      {
        after: { name: "values.yaml", text: "namespace: vald\n" },
      },
    ));

  it("does not contain texts that are too long for one", async () => {
    const text = randomBytes(40_000).toString("base64");
    assert.equal(await fragmentOf({ after: { name: "a", text } }), undefined);
  });

  for (const [title, text] of [
    ["no fragment", ""],
    ["an anchor of the page", "#table"],
    ["another format", "#2.abc"],
    ["characters that are not base64", "#1.ä"],
    ["text that is not compressed", "#1.abcdef"],
    ["JSON of another shape", fragment({ after: { name: 1, text: [] } })],
    ["null", fragment(null)],
    [
      "a text that expands to more than fits into memory",
      fragment({ after: { name: "a", text: "a".repeat(2_000_000) } }),
    ],
  ] as const)
    it(`is ignored if it is ${title}`, async () => assert.equal(await sidesIn(text), undefined));

  it("has no other fields than texts", async () =>
    assert.deepEqual(await sidesIn(fragment({ ...sides, after: { ...sides.after, more: 1 }, more: 2 })), sides));
});
