import assert from "node:assert/strict";
import { formatIssue, issueCodes, validate } from "../../core";
import { argsCases } from "./issueCases/argsCases";
import { edgesCases } from "./issueCases/edgesCases";
import { rulesCases } from "./issueCases/rulesCases";

const cases = [...argsCases, ...rulesCases, ...edgesCases];

const issues = (args: unknown) => validate(args).map((issue) => [issue.code, formatIssue(issue)]);

describe("validate", () => {
  for (const [mistake, args, code, message] of cases) {
    it(`rejects ${mistake}`, () => assert.deepEqual(issues(args), [[code, message]]));
  }

  it("reports all issues at once, in the order of the input", () => {
    const args = {
      namespace: "A",
      labels: { a: 1 },
      defaults: { networkPolicy: { custom: { egress: [{ from: [] }], ingress: {} } } },
    };
    assert.deepEqual(issues(args), [
      [
        "invalid-namespace",
        'namespace: got "A"; expected a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit',
      ],
      ["wrong-type", "labels.a: got 1; expected a label value (quote the value)"],
      [
        "unknown-field",
        "defaults.networkPolicy.custom.egress[0].from: unknown field; expected `to` or `ports` (an egress rule lists its peers in `to`)",
      ],
      ["wrong-type", "defaults.networkPolicy.custom.ingress: got {}; expected a list of ingress rules"],
    ]);
  });

  it("accepts an empty list of ports in a custom rule, as NetworkPolicy does", () => {
    assert.deepEqual(issues({ defaults: { networkPolicy: { custom: { ingress: [{ ports: [] }] } } } }), []);
  });

  it("has a case above for every issue code", () => {
    // Only Outputs and Promises cause `not-plain`. tests/mocks covers them.
    const expected = issueCodes.filter((code) => code !== "not-plain");
    assert.deepEqual([...new Set(cases.map(([, , code]) => code))].sort(), [...expected].sort());
  });
});
