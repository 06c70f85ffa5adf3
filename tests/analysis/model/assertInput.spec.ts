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
const service = { namespace: "kube-system", name: "kube-dns" };
const withService = { services: [{ ...service, clusterIPs: [], ports: [] }] };
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
  rejects("podMatrix", [[], [null, []], [[{}], []], [[], undefined], [[], [{}]], [[], {}], [[], [], null]]);
  rejects("readObjects", [[], [null], [{}], ["kind: Pod"], [[], null]]);
  rejects(
    "networkPolicies",
    wrongValues.map((args) => [args]),
  );
  rejects(
    "openings",
    wrongValues.map((args) => [args]),
  );
  rejects("fromChartValues", [[], [null], [1], ["x"], [[]], [{}, null], [{}, "x"]]);

  rejects("explainService", [
    ...wrongInputs.map((input) => [input, { from: ends.from, to: service }]),
    ...[
      undefined,
      ...wrongValues,
      ends,
      { to: service },
      { from: "agnet", to: service },
      { from: "agent", to: { ...service, name: 1 } },
      { from: "agent", to: service, address: "kube-dns" },
      { from: "agent", to: service, port: "dns/UDP" },
      { from: "agent", to: service, port: "d".repeat(64) },
      { from: "agent", to: service, protocol: 17 },
    ].map((question) => [withService, question]),
    [{ services: [{ ...withService.services[0], endpointSlices: {} }] }, { from: "agent", to: service }],
  ]);
  rejects("requireValidObjects", [[], [null, "vald"], [{}, "vald"], [[{}], "vald"], [[]], [[], {}]]);
  rejects("customRulesFrom", [[], [{ ingress: [] }], ["custom", null], ["custom", []], ["custom", { ingress: {} }]]);
  rejects("readPreview", [
    [{ steps: [] }, null],
    [{ steps: [] }, "east"],
  ]);

  const peers = { kind: "peers", peers: {} };
  const port = { protocol: "TCP", first: 1, last: 2 };
  const connection = { code: "connection", from: peers, to: peers, ports: [port] };
  const finding = { id: "a", path: [], message: "b", remediation: "c" };
  const wrongEndpoints = [
    { kind: "component" },
    { kind: "peers" },
    { ...peers, kind: "x" },
    { ...peers, except: [{}] },
  ];
  for (const [name, others] of [
    [
      "endpointText",
      [...wrongEndpoints, { ...peers, peers: { podLabels: [{ key: "a", operator: "In", values: 1 }] } }],
    ],
    ["portsText", [[port, {}], [{ ...port, first: "1" }], [{ ...port, names: "grpc" }]]],
    [
      "openingText",
      [
        { code: "component-off" },
        { code: "component-off", component: "agnet" },
        ...wrongEndpoints.map((from) => ({ ...connection, from })),
        { ...connection, ports: port },
        { code: "undecided" },
        { code: "undecided", reason: { code: "pod-labels" } },
        { code: "undecided", reason: { code: "other-policies", policies: [{}] } },
        { code: "undecided", reason: { code: "policies-not-evaluated", policies: ["a"] } },
      ],
    ],
    ["openingSentences", [[connection, { ...connection, from: {} }]]],
    ["formatFinding", [{ ...finding, path: "spec" }, { id: "a" }, { ...finding, path: [null] }]],
    [
      "formatIssue",
      [
        { code: "wrong-type", path: ["a"] },
        { code: "wrong-type", path: {}, expected: "b" },
      ],
    ],
    ["formatPath", [[{}], [["a"]], [1n]]],
  ] as const)
    rejects(
      name,
      [undefined, null, 1, "x", {}, [null], ...others].map((value) => [value]),
    );

  it("are never a TypeError for any exported function", () => {
    const calls = Object.entries(functions).filter(
      ([, value]) => typeof value === "function" && !/^class\b/.test(String(value)),
    );
    const names = calls.flatMap(([name, call]) => {
      const failed = [undefined, null, 1, "x", []].some((value) => throwsTypeError(() => call(value)));
      return failed ? [name] : [];
    });
    assert.deepEqual(names, []);
    assert(calls.length > 20);
  });

  for (const [title, call, message] of [
    [
      "a misspelled field",
      () => functions["verify"]!({ polices: [] }),
      "polices: unknown field; expected one of `policies`, `args`, `namespaces`, `pods`, `unevaluatedPolicies`, `hostNetworkPods`, `endedPods`, `unreadNamespaces`, `services`, `cni` (did you mean `policies`?)",
    ],
    [
      "the side of a comparison",
      () => functions["diff"]!({}, { pods: [{ namespace: "vald" }] }),
      "after.pods[0].labels: missing field; expected a map of labels",
    ],
    [
      "an opening",
      () => functions["openingSentences"]!([{ code: "component-off", component: "agnet" }]),
      `openings[0].component: got "agnet"; expected one of ${core.componentNames.map((name) => `\`${name}\``).join(", ")} (did you mean \`agent\`?)`,
    ],
    [
      "the source of custom rules",
      () => functions["customRulesFrom"]!({ ingress: [] }),
      "source: got an object; expected a string",
    ],
    [
      "the port of a Service",
      () => functions["explainService"]!(withService, { from: "agent", to: service, port: "dns_tcp" }),
      'port: got "dns_tcp"; expected a whole number from 1 to 65535, or the name of a Service\'s port: at most 63 lowercase letters, digits, and "-"',
    ],
    [
      "a component's title",
      () => functions["explain"]!({}, { from: "lb gateway", to: "agent" }),
      'from: got "lb gateway"; expected a component, a pod (`namespace`, `labels`), or an address (`address`) (did you mean `lbGateway`?)',
    ],
  ] as const)
    it(`are named: ${title}`, () => assert.throws(call, { message: `Invalid args:\n  ${message}` }));
});

function throwsTypeError(call: () => unknown): boolean {
  try {
    call();
    return false;
  } catch (error) {
    return error instanceof TypeError;
  }
}
