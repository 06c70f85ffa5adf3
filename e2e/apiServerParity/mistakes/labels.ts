import { assign, type Edit, type Edits, set } from "../edits";
import { define, objectAt } from "../json";
import { labelKeys, labelValues } from "../limits";
import { annotations, expression, labelMap, type Location, root, settings } from "../locations";
import { typo } from "../typo";

const wrongKeys = [
  ...["", "/", "a/", "/a", "a/b/c", "-a", "a-", "_a", "a.", "a b", "é", "Example.com/a", "ex_ample.com/a", "a..b/c"],
  ...["-a/b", "n".repeat(64), `${"p".repeat(254)}/a`, "app=a", "a\n", "__proto__"],
];
const wrongValues = [
  ...["-", "-a", "a-", "_a", "a.", "a b", "a/b", "é", "v".repeat(64), "a,b", "*", " ", "a\n", "10.0.0.0/8"],
];
const wrongTypes = [1, true, null, undefined, {}, [], ["a"], 1.5];
const maxAnnotationBytes = 256 * 1024;

const labels: Location = ({ args }) => objectAt(args, "labels");

const keyWithTypo =
  (location: Location): Edit =>
  (draft) =>
    define(location(draft), typo(draft.random, draft.random.pick(labelKeys)), "x");

export const labelMistakes: Edits = {
  "wrong label key": set(labelMap, wrongKeys, ["x"]),
  "label key with a typo": keyWithTypo(labelMap),
  "wrong label value": set(labelMap, "team", wrongValues),
  "label value with a typo": (draft) => (labelMap(draft)["team"] = typo(draft.random, draft.random.pick(labelValues))),
  "label value of a wrong type": set(labelMap, "team", wrongTypes),
  "wrong key in an expression": set(expression, "key", wrongKeys),
  "key with a typo in an expression": (draft) =>
    (expression(draft)["key"] = typo(draft.random, draft.random.pick(labelKeys))),
  "wrong value in an expression": assign(
    expression,
    wrongValues.flatMap((value) => ["In", "NotIn"].map((operator) => ({ operator, values: ["a", value] }))),
  ),
  "value with a typo in an expression": (draft) =>
    Object.assign(expression(draft), {
      operator: "In",
      values: [typo(draft.random, draft.random.pick(labelValues))],
    }),
  "label that the package sets": set(
    labels,
    ["app.kubernetes.io/part-of", "app.kubernetes.io/component"],
    ["mine", "vald", ""],
  ),
  "wrong value of a label that the package sets": set(labels, "app.kubernetes.io/part-of", ["a b", "-", "a/b"]),
  "empty pod labels": set(settings, "podLabels", [{}]),
  "pod labels of a wrong type": set(settings, "podLabels", [
    ...[null, [], "app=a", ["app"], 1, { app: null }, { app: 1 }],
  ]),
  "wrong annotation key": set(annotations, wrongKeys, ["x"]),
  "annotation key with a typo": keyWithTypo(annotations),
  "annotation key with capitals before the slash": set(annotations, "Example.com/Team", ["x"]),
  "annotation of a wrong type": set(annotations, "team", wrongTypes),
  "annotations around the size limit": (draft) => {
    const bytes = maxAnnotationBytes - 1 + draft.random.pick([-1, 0, 1, 2, 1000]);
    const ascii = "x".repeat(bytes);
    const multibyte = "é".repeat(bytes / 2) + "x".repeat(bytes % 2);
    draft.args["annotations"] = { a: draft.random.pick([ascii, multibyte]) };
  },
  "annotation above the size limit": set(annotations, "a", ["x".repeat(maxAnnotationBytes)]),
  "labels that are not a map": set(root, ["labels", "annotations", "instanceLabels"], [null, [], "x", 1, true, [{}]]),
};
