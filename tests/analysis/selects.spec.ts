import assert from "node:assert/strict";
import type { LabelSelector } from "../../policies";
import { selects } from "../../analysis/selects";

describe("selects", () => {
  const labels = { app: "web", tier: "front" };
  const rows: [selector: LabelSelector, expected: boolean, why: string][] = [
    [{}, true, "an empty selector selects everything"],
    [{ matchLabels: { app: "web", tier: "front" } }, true, "all labels are there"],
    [{ matchLabels: { app: "web", tier: "back" } }, false, "one label has another value"],
    [{ matchLabels: { constructor: "x" } }, false, "what objects inherit is no label"],
    [{ matchExpressions: [{ key: "tier", operator: "In", values: ["back", "front"] }] }, true, "the value is listed"],
    [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }, false, "In needs the key"],
    [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["front"] }] }, false, "the value is excluded"],
    [{ matchExpressions: [{ key: "zone", operator: "NotIn", values: ["a"] }] }, true, "NotIn holds without the key"],
    [{ matchExpressions: [{ key: "zone", operator: "DoesNotExist" }] }, true, "the key is absent"],
    [{ matchLabels: { app: "web" }, matchExpressions: [{ key: "zone", operator: "Exists" }] }, false, "both must hold"],
  ];
  for (const [selector, expected, why] of rows) {
    it(`${expected ? "holds" : "does not hold"}: ${why}`, () => {
      assert.equal(selects(selector, labels), expected);
    });
  }
});
