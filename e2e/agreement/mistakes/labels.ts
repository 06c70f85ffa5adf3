import type { Mistakes } from "./mistake";
import { addExpression, someLabels } from "../places";
import { slip } from "../slip";
import { define, record } from "../tree";
import { validLabelKey, validLabelValue } from "../valid";
import { wrongLabelKey, wrongLabelValue } from "./wrongLabels";

export const labelMistakes: Mistakes = {
  "label key wrong": (made) => define(someLabels(made), wrongLabelKey(made.draw), "x"),
  "label key with a slip": (made) => (someLabels(made)[slip(made.draw, validLabelKey(made.draw))] = "x"),
  "label value wrong": (made) => (someLabels(made)["team"] = wrongLabelValue(made.draw)),
  "label value with a slip": (made) => (someLabels(made)["team"] = slip(made.draw, validLabelValue(made.draw))),
  "label value not text": (made) =>
    (someLabels(made)["team"] = made.draw.pick<unknown>([1, true, null, undefined, {}, [], ["a"], 1.5])),
  "expression key wrong": (made) => (addExpression(made)["key"] = wrongLabelKey(made.draw)),
  "expression key with a slip": (made) => (addExpression(made)["key"] = slip(made.draw, validLabelKey(made.draw))),
  "expression value wrong": (made) =>
    Object.assign(addExpression(made), {
      operator: made.draw.pick(["In", "NotIn"]),
      values: ["a", wrongLabelValue(made.draw)],
    }),
  "expression value with a slip": (made) =>
    Object.assign(addExpression(made), { operator: "In", values: [slip(made.draw, validLabelValue(made.draw))] }),
  "label of our own": (made) =>
    (record(made.args, "labels")[made.draw.pick(["app.kubernetes.io/part-of", "app.kubernetes.io/component"])] =
      made.draw.pick(["mine", "vald"])),
  "annotation key wrong": (made) => define(record(made.args, "annotations"), wrongLabelKey(made.draw), "x"),
  "annotation key with a slip": (made) =>
    (record(made.args, "annotations")[slip(made.draw, validLabelKey(made.draw))] = "x"),
  "annotation key with capitals before the slash": (made) =>
    (record(made.args, "annotations")["Example.com/Team"] = "x"),
  "annotation not text": (made) =>
    (record(made.args, "annotations")["team"] = made.draw.pick<unknown>([1, true, null, {}, []])),
  "annotations about as large as can be": (made) => {
    const bytes = 256 * 1024 - 1 + made.draw.pick([-1, 0, 1, 2, 1000]);
    made.args["annotations"] = made.draw.chance(50)
      ? { a: "x".repeat(bytes) }
      : { a: "é".repeat(bytes / 2) + "x".repeat(bytes % 2) };
  },
  "annotations too large": (made) => (record(made.args, "annotations")["a"] = "x".repeat(256 * 1024)),
  "label of our own, by mistake or not": (made) =>
    (record(made.args, "labels")["app.kubernetes.io/part-of"] = made.draw.pick(["", "vald", "a b", "-", "a/b"])),
};
