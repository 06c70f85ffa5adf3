import assert from "node:assert/strict";
import { type ProblemCode, problemCodes, problemText, validate } from "../../policies";

const custom = (rules: object) => ({ defaults: { networkPolicy: { custom: rules } } });
const ingress = (rule: unknown) => custom({ ingress: [rule] });
const peer = (one: object) => ingress({ from: [one] });
const cidr = (range: string) => peer({ ipBlock: { cidr: range } });
const expression = (one: object) => peer({ podSelector: { matchExpressions: [one] } });
const port = (one: object) => custom({ egress: [{ ports: [one] }] });

const table: [mistake: string, args: unknown, problems: [ProblemCode, string][]][] = [
  ["args of no object", "x", [["wrong-type", 'args: "x" given; expected an args object']]],
  ["a list for args", [], [["wrong-type", "args: [] given; expected an args object"]]],
  [
    "a field misspelt",
    { namespce: "a" },
    [
      [
        "unknown-field",
        "namespce: unknown field; expected one of namespace, defaults, components, labels, annotations (did you mean namespace?)",
      ],
    ],
  ],
  [
    "form for from",
    ingress({ form: [] }),
    [
      [
        "unknown-field",
        "defaults.networkPolicy.custom.ingress[0].form: unknown field; expected one of from, ports (did you mean from?)",
      ],
    ],
  ],
  [
    "to in an ingress rule",
    ingress({ to: [] }),
    [
      [
        "unknown-field",
        "defaults.networkPolicy.custom.ingress[0].to: unknown field; expected one of from, ports (an ingress rule names its peers with from)",
      ],
    ],
  ],
  [
    "a component misspelt",
    { components: { agents: {} } },
    [
      [
        "unknown-field",
        "components.agents: unknown field; expected one of agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator (did you mean agent?)",
      ],
    ],
  ],
  [
    "a name that every object inherits",
    { components: { constructor: {} } },
    [
      [
        "unknown-field",
        "components.constructor: unknown field; expected one of agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator",
      ],
    ],
  ],
  [
    "ports inside a peer",
    peer({ ports: [] }),
    [
      [
        "unknown-field",
        "defaults.networkPolicy.custom.ingress[0].from[0].ports: unknown field; expected one of podSelector, namespaceSelector, ipBlock (ports stand beside the list of peers, not in it)",
      ],
    ],
  ],
  [
    "an ipBlock without cidr",
    peer({ ipBlock: {} }),
    [
      [
        "missing-field",
        "defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: expected a range of addresses in CIDR notation (an ipBlock needs it)",
      ],
    ],
  ],
  [
    "an expression without key",
    expression({ operator: "In", values: ["a"] }),
    [
      [
        "missing-field",
        "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].key: expected a label key (a matchExpressions item needs it)",
      ],
    ],
  ],
  [
    "a null rule",
    ingress(null),
    [
      [
        "null-value",
        "defaults.networkPolicy.custom.ingress[0]: null given; expected an ingress rule (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "an undefined list of peers",
    ingress({ from: undefined }),
    [
      [
        "null-value",
        "defaults.networkPolicy.custom.ingress[0].from: undefined given; expected a list of peers (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "a null port entry",
    ingress({ ports: [null] }),
    [
      [
        "null-value",
        "defaults.networkPolicy.custom.ingress[0].ports[0]: null given; expected a port entry (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "a null namespace",
    { namespace: null },
    [
      [
        "null-value",
        "namespace: null given; expected a namespace (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "a null endPort",
    port({ port: 1, endPort: null }),
    [
      [
        "null-value",
        "defaults.networkPolicy.custom.egress[0].ports[0].endPort: null given; expected a port number (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "a number for text",
    { namespace: 5 },
    [["wrong-type", 'namespace: 5 given; expected a namespace (text stands in quotes: "5")']],
  ],
  [
    "text for a boolean",
    { defaults: { networkPolicy: { enabled: "yes" } } },
    [["wrong-type", 'defaults.networkPolicy.enabled: "yes" given; expected true or false']],
  ],
  [
    "a name in capitals",
    { components: { agent: { name: "Agent" } } },
    [
      [
        "invalid-name",
        'components.agent.name: "Agent" given; expected an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters',
      ],
    ],
  ],
  [
    "a namespace with a dot",
    { namespace: "a.b" },
    [
      [
        "invalid-namespace",
        'namespace: "a.b" given; expected the name of a namespace: lower-case letters, digits and -, at most 63 characters',
      ],
    ],
  ],
  [
    "two components of one name",
    { components: { agent: { name: "vald-discoverer" } } },
    [
      [
        "name-collision",
        'components.discoverer.name: "vald-discoverer" given; expected a name of its own, because agent has this one',
      ],
    ],
  ],
  [
    "a label key with a space",
    { labels: { "a b": "c" } },
    [
      [
        "invalid-label-key",
        'labels["a b"]: "a b" given; expected a label key: an optional DNS name and /, then at most 63 letters, digits, -, _ and .',
      ],
    ],
  ],
  [
    "a label value without letters",
    { labels: { a: "-" } },
    [
      [
        "invalid-label-value",
        'labels.a: "-" given; expected a label value: at most 63 letters, digits, -, _ and ., the first and the last a letter or a digit',
      ],
    ],
  ],
  [
    "a label that the package sets",
    { labels: { "app.kubernetes.io/part-of": "x" } },
    [
      [
        "reserved-label",
        'labels["app.kubernetes.io/part-of"]: "app.kubernetes.io/part-of" given; expected labels of your own (the package sets this one on every policy)',
      ],
    ],
  ],
  [
    "annotations of one byte too many",
    { annotations: { a: "x".repeat(262144) } },
    [
      [
        "annotations-too-large",
        "annotations: an object given; expected at most 262144 bytes in all annotations together",
      ],
    ],
  ],
  [
    "pod labels that select every pod",
    { components: { agent: { podLabels: {} } } },
    [
      [
        "empty-pod-labels",
        "components.agent.podLabels: {} given; expected at least one label (without one, every pod would be selected)",
      ],
    ],
  ],
  [
    "an empty peer",
    peer({}),
    [
      [
        "empty-peer",
        "defaults.networkPolicy.custom.ingress[0].from[0]: {} given; expected podSelector, namespaceSelector or ipBlock (to mean everyone, leave the whole list of peers out)",
      ],
    ],
  ],
  [
    "an ipBlock beside a selector",
    peer({ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: {} }),
    [
      [
        "conflicting-peer",
        "defaults.networkPolicy.custom.ingress[0].from[0]: an object given; expected ipBlock alone, or selectors alone (make two peers of it)",
      ],
    ],
  ],
  [
    "an operator in small letters",
    expression({ key: "a", operator: "in", values: ["a"] }),
    [
      [
        "invalid-operator",
        'defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].operator: "in" given; expected one of In, NotIn, Exists, DoesNotExist (did you mean In?)',
      ],
    ],
  ],
  [
    "In of nothing",
    expression({ key: "a", operator: "In", values: [] }),
    [
      [
        "invalid-values",
        "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].values: [] given; expected at least one value for In",
      ],
    ],
  ],
  [
    "Exists with a value",
    expression({ key: "a", operator: "Exists", values: ["x"] }),
    [
      [
        "invalid-values",
        "defaults.networkPolicy.custom.ingress[0].from[0].podSelector.matchExpressions[0].values: a list given; expected no values for Exists",
      ],
    ],
  ],
  [
    "an address without a mask",
    cidr("10.0.0.1"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "10.0.0.1" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32 (for this one address: 10.0.0.1/32)',
      ],
    ],
  ],
  [
    "host bits",
    cidr("10.0.0.1/8"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "10.0.0.1/8" given; expected the range in its canonical spelling (did you mean 10.0.0.0/8?)',
      ],
    ],
  ],
  [
    "IPv4 written as IPv6",
    cidr("::ffff:10.0.0.0/104"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "::ffff:10.0.0.0/104" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32 (an IPv4 range is written as IPv4, not as ::ffff:...)',
      ],
    ],
  ],
  [
    "IPv6 in capitals",
    cidr("2001:DB8::/32"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "2001:DB8::/32" given; expected the range in its canonical spelling (did you mean 2001:db8::/32?)',
      ],
    ],
  ],
  [
    "a word for a range",
    cidr("any"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "any" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32',
      ],
    ],
  ],
  [
    "a mask that is too long",
    cidr("10.0.0.0/33"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "10.0.0.0/33" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32',
      ],
    ],
  ],
  [
    "a leading zero",
    cidr("010.0.0.0/8"),
    [
      [
        "invalid-cidr",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: "010.0.0.0/8" given; expected the range in its canonical spelling (did you mean 10.0.0.0/8?)',
      ],
    ],
  ],
  [
    "except as large as cidr, and outside it",
    peer({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8", "11.0.0.0/16"] } }),
    [
      [
        "invalid-except",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.except[0]: "10.0.0.0/8" given; expected a range inside cidr, of its family and smaller',
      ],
      [
        "invalid-except",
        'defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.except[1]: "11.0.0.0/16" given; expected a range inside cidr, of its family and smaller',
      ],
    ],
  ],
  [
    "a port above the range",
    port({ port: 70000 }),
    [
      [
        "invalid-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].port: 70000 given; expected a whole number from 1 to 65535, or the name of a port",
      ],
    ],
  ],
  [
    "port 0",
    port({ port: 0 }),
    [
      [
        "invalid-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].port: 0 given; expected a whole number from 1 to 65535, or the name of a port",
      ],
    ],
  ],
  [
    "half a port",
    port({ port: 1.5 }),
    [
      [
        "invalid-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].port: 1.5 given; expected a whole number from 1 to 65535, or the name of a port",
      ],
    ],
  ],
  [
    "a port number in quotes",
    port({ port: "80" }),
    [
      [
        "invalid-port",
        'defaults.networkPolicy.custom.egress[0].ports[0].port: "80" given; expected a whole number from 1 to 65535, or the name of a port: at most 15 of a-z, 0-9 and -, with a letter (a port number stands without quotes: 80)',
      ],
    ],
  ],
  [
    "a port name in capitals",
    port({ port: "HTTP" }),
    [
      [
        "invalid-port",
        'defaults.networkPolicy.custom.egress[0].ports[0].port: "HTTP" given; expected a whole number from 1 to 65535, or the name of a port: at most 15 of a-z, 0-9 and -, with a letter (did you mean http?)',
      ],
    ],
  ],
  [
    "tcp for TCP",
    port({ protocol: "tcp" }),
    [
      [
        "invalid-protocol",
        'defaults.networkPolicy.custom.egress[0].ports[0].protocol: "tcp" given; expected one of TCP, UDP, SCTP (did you mean TCP?)',
      ],
    ],
  ],
  [
    "an empty protocol",
    port({ protocol: "" }),
    [
      [
        "invalid-protocol",
        'defaults.networkPolicy.custom.egress[0].ports[0].protocol: "" given; expected one of TCP, UDP, SCTP',
      ],
    ],
  ],
  [
    "endPort without port",
    port({ endPort: 5 }),
    [
      [
        "invalid-end-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].endPort: 5 given; expected a number from port to 65535, beside a numeric port",
      ],
    ],
  ],
  [
    "endPort below port",
    port({ port: 10, endPort: 5 }),
    [
      [
        "invalid-end-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].endPort: 5 given; expected a number from port to 65535, beside a numeric port",
      ],
    ],
  ],
  [
    "endPort beside a name",
    port({ port: "http", endPort: 5 }),
    [
      [
        "invalid-end-port",
        "defaults.networkPolicy.custom.egress[0].ports[0].endPort: 5 given; expected a number from port to 65535, beside a numeric port",
      ],
    ],
  ],
  [
    "several mistakes at once",
    {
      namespace: "A",
      labels: { a: 1 },
      defaults: { networkPolicy: { custom: { egress: [{ from: [] }], ingress: {} } } },
    },
    [
      [
        "invalid-namespace",
        'namespace: "A" given; expected the name of a namespace: lower-case letters, digits and -, at most 63 characters',
      ],
      ["wrong-type", 'labels.a: 1 given; expected a label value (text stands in quotes: "1")'],
      [
        "unknown-field",
        "defaults.networkPolicy.custom.egress[0].from: unknown field; expected one of to, ports (an egress rule names its peers with to)",
      ],
      ["wrong-type", "defaults.networkPolicy.custom.ingress: {} given; expected a list of ingress rules"],
    ],
  ],
];

/** Each code there is, except the one for Outputs (tests/mocks). */
const codes = problemCodes.filter((code) => code !== "not-plain");

describe("validate", () => {
  for (const [mistake, args, problems] of table) {
    it(`names ${mistake}`, () => {
      assert.deepEqual(
        validate(args).map((problem) => [problem.code, problemText(problem)]),
        problems,
      );
    });
  }

  it("has a row above for every code", () => {
    const seen = new Set<string>(table.flatMap(([, , problems]) => problems.map(([code]) => code)));
    assert.deepEqual([...seen].sort(), [...codes].sort());
  });
});
