import assert from "node:assert/strict";
import { valuesCompletions } from "../../../page/playground/valuesCompletions";

const labels = (before: string) => valuesCompletions(before).map(({ label }) => label);

describe("completions for values", () => {
  for (const [title, before, expected] of [
    ["the fields of a component", "components:\n  agent:\n    ", ["enabled", "name", "podLabels", "ports", "custom"]],
    [
      "fields in the middle of a word",
      "components:\n  agent:\n    cu",
      ["enabled", "name", "podLabels", "ports", "custom"],
    ],
    ["fields below another field", "edges:\n  - from: { component: agent }\n    ", ["from", "to", "ports"]],
    ["fields of a list item at the indentation of its list", "edges:\n- fr", ["from", "to", "ports"]],
    [
      "fields in braces that are not closed",
      "edges:\n  - from: { na",
      ["component", "namespace", "namespaceLabels", "podLabels", "cidrs", "except"],
    ],
    ["fields after a comma in braces", "edges: [{ from: { component: agent }, ", ["from", "to", "ports"]],
    [
      "fields of Kubernetes' rules",
      "components:\n  agent:\n    custom:\n      egress:\n        - to:\n            - ",
      ["podSelector", "namespaceSelector", "ipBlock"],
    ],
    ["values of a choice", "edgePorts: ", ["any", "vald"]],
    ["true and false", "components:\n  agent:\n    enabled: tr", ["true", "false"]],
    ["nothing in a comment", "# na", []],
    ["nothing in a field that does not exist", "nothing:\n  ", []],
  ] as const)
    it(`are ${title}`, () => assert.deepEqual(labels(before), expected));

  it("explain each field", () => {
    const [namespace] = valuesCompletions("na");
    assert.deepEqual(namespace, {
      label: "namespace",
      apply: "namespace: ",
      info: "Namespace in which Vald runs. Default: `default`.",
    });
  });
});
