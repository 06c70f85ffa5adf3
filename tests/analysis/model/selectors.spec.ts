import assert from "node:assert/strict";
import { selects } from "../../../analysis/model/selectors";
import type { LabelSelector } from "../../../core";

describe("selects", () => {
  const labels = { app: "web", tier: "front" };
  const rows: [selector: LabelSelector, expected: boolean, why: string][] = [
    [{}, true, "an empty selector selects everything"],
    [{ matchLabels: { app: "web", tier: "front" } }, true, "all labels match"],
    [{ matchLabels: { app: "web", tier: "back" } }, false, "one label has another value"],
    [{ matchLabels: { constructor: "x" } }, false, "inherited properties of objects are not labels"],
    [{ matchExpressions: [{ key: "tier", operator: "In", values: ["back", "front"] }] }, true, "the value is listed"],
    [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }, false, "In requires the key"],
    [{ matchExpressions: [{ key: "tier", operator: "NotIn", values: ["front"] }] }, false, "the value is excluded"],
    [{ matchExpressions: [{ key: "zone", operator: "NotIn", values: ["a"] }] }, true, "NotIn matches an absent key"],
    [{ matchExpressions: [{ key: "zone", operator: "DoesNotExist" }] }, true, "the key is absent"],
    [
      { matchLabels: { app: "web" }, matchExpressions: [{ key: "zone", operator: "Exists" }] },
      false,
      "labels and expressions must both match",
    ],
  ];
  for (const [selector, expected, why] of rows) {
    it(`is ${expected}: ${why}`, () => {
      assert.equal(selects(selector, labels), expected);
    });
  }
});
