import assert from "node:assert/strict";
import { undecidedText } from "../../../analysis/text/undecidedText";

describe("undecidedText", () => {
  for (const [title, hasTwoSides, where] of [
    ["for one set of policies", false, ""],
    [
      "on both sides of a change, of which one may be values",
      true,
      " on both sides; for values, add the Pod objects to the output of `render`",
    ],
  ] as const)
    it(`asks for Pod objects ${title}`, () =>
      assert.equal(
        undecidedText({ code: "pod-addresses" }, { hasTwoSides }),
        `more connections may differ if a pod has one of the single addresses in the policies; to decide this, use manifests that include the Pod objects${where}`,
      ));
});
