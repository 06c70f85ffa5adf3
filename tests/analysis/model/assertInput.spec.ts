import assert from "node:assert/strict";
import * as core from "../../../core";

/** A function that a JavaScript program calls. */
type Untyped = (...values: unknown[]) => unknown;
const functions = core as unknown as Readonly<Record<string, Untyped>>;

const wrongValues = [null, 1, "x", true, [], () => 1, [1], [{}], new Map(), { polices: [] }];
const wrongInputs = [
  undefined,
  ...wrongValues,
  { args: null },
  { args: [] },
  { args: { namespace: 1 } },
  { policies: null },
  { policies: {} },
  { policies: [{}] },
  { policies: [{ metadata: { name: "a" }, spec: { ingress: [{ from: [{ podSelector: [] }] }] } }] },
  { pods: {} },
  { pods: [{ namespace: "vald" }] },
  { namespaces: { vald: 1 } },
  { namespaces: [] },
  { unevaluatedPolicies: [{}] },
  { services: [1] },
  { namespace: "vald" },
];
const ends = { from: { address: "10.0.0.1" }, to: { namespace: "vald", labels: {} } };
const wrongQuestions = [
  undefined,
  ...wrongValues,
  { from: ends.from },
  { ...ends, from: null },
  { ...ends, from: "agnet" },
  { ...ends, to: { namespace: "vald" } },
  { ...ends, to: { namespace: "vald", labels: ["app=x"] } },
  { ...ends, from: { address: "localhost" } },
  { ...ends, port: 0 },
  { ...ends, port: "a--b" },
  { ...ends, protocol: "tcp" },
  { ...ends, ports: [8081] },
];

describe("wrong arguments from a program", () => {
  const rejects = (name: string, calls: readonly (readonly unknown[])[]) =>
    it(`are invalid args for ${name}, and never a TypeError`, () => {
      for (const values of calls) assert.throws(() => functions[name]!(...values), core.InvalidArgsError);
    });
  for (const name of ["check", "matrix", "verify"])
    rejects(
      name,
      wrongInputs.map((input) => [input]),
    );
  rejects(
    "diff",
    wrongInputs.flatMap((input) => [
      [input, {}],
      [{}, input],
    ]),
  );
  rejects("explain", [
    ...wrongInputs.map((input) => [input, ends]),
    ...wrongQuestions.map((question) => [{}, question]),
  ]);
  rejects("evaluate", [
    ...[undefined, null, 1, {}, [1], [{}]].map((policies) => [policies, ends]),
    ...wrongQuestions.map((question) => [[], question]),
    [[], { ...ends, from: "agent" }],
  ]);
  rejects("podMatrix", [[], [null, []], [[{}], []], [[], undefined], [[], [{}]], [[], {}]]);
  rejects("readObjects", [[], [null], [{}], ["kind: Pod"]]);
  rejects(
    "networkPolicies",
    wrongValues.map((args) => [args]),
  );
  rejects(
    "openings",
    wrongValues.map((args) => [args]),
  );
  rejects("fromChartValues", [[], [null], [1], ["x"], [[]]]);

  for (const [title, call, message] of [
    [
      "a misspelled field",
      () => functions["verify"]!({ polices: [] }),
      "polices: unknown field; expected one of `policies`, `args`, `namespaces`, `pods`, `unevaluatedPolicies`, `hostNetworkPods`, `endedPods`, `services`, `cni` (did you mean `policies`?)",
    ],
    [
      "the side of a comparison",
      () => functions["diff"]!({}, { pods: [{ namespace: "vald" }] }),
      "after.pods[0].labels: missing field; expected a map of labels",
    ],
    [
      "a component's title",
      () => functions["explain"]!({}, { from: "lb gateway", to: "agent" }),
      'from: got "lb gateway"; expected a component, a pod (`namespace`, `labels`), or an address (`address`) (did you mean `lbGateway`?)',
    ],
  ] as const)
    it(`are named: ${title}`, () => assert.throws(call, { message: `Invalid args:\n  ${message}` }));
});
