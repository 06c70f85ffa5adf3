import assert from "node:assert/strict";
import { type ProblemCode, problemCodes, problemText, validate } from "../../policies";

const custom = (rules: object) => ({ defaults: { networkPolicy: { custom: rules } } });
const ingress = (rule: unknown) => custom({ ingress: [rule] });
const peer = (one: object) => ingress({ from: [one] });
const cidr = (range: string) => peer({ ipBlock: { cidr: range } });
const expression = (one: object) => peer({ podSelector: { matchExpressions: [one] } });
const edge = (one: object) => ({ edges: [{ from: { component: "agent" }, to: { component: "lbGateway" }, ...one }] });
const end = (one: object) => edge({ from: one });
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
        "namespce: unknown field; expected one of namespace, defaults, instanceLabels, namePrefix, components, edges, edgePorts, apiServer, dns, cni, ignore, labels, annotations (did you mean namespace?)",
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
    "two components whose policies have one name",
    { components: { lbGateway: { name: "mirror" }, mirrorGateway: { enabled: true } } },
    [
      [
        "name-collision",
        'components.mirrorGateway.name: "vald-mirror-gateway" given; expected another name here or for lbGateway, because the policies of both would be called mirror-allow',
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
    "labels of an instance that are none",
    { instanceLabels: {} },
    [
      [
        "empty-pod-labels",
        "instanceLabels: {} given; expected at least one label (without one, it tells no Vald from another)",
      ],
    ],
  ],
  [
    "a prefix that begins no name",
    { namePrefix: "-blue" },
    [
      [
        "invalid-name",
        'namePrefix: "-blue" given; expected the beginning of a DNS name: lower-case letters, digits, - and ., at most 63 characters',
      ],
    ],
  ],
  [
    "a finding that is ignored without a reason",
    { ignore: [{ id: "everyone" }, { id: "everyone", reason: " " }] },
    [
      ["missing-field", "ignore[0].reason: expected a reason (a finding that is meant needs it)"],
      ["invalid-values", 'ignore[1].reason: " " given; expected some words'],
    ],
  ],
  [
    "a network plugin that is none",
    { cni: "Cilium" },
    [
      [
        "invalid-values",
        'cni: "Cilium" given; expected one of vpc-cni, gke-v2, cilium, calico, kube-router (did you mean cilium?)',
      ],
    ],
  ],
  [
    "strict outside the Pulumi component",
    { strict: true },
    [
      [
        "unknown-field",
        "strict: unknown field; expected one of namespace, defaults, instanceLabels, namePrefix, components, edges, edgePorts, apiServer, dns, cni, ignore, labels, annotations (the Pulumi component takes it; on the command line it is check --fail-on warning)",
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

const ends = "component, or namespace, namespaceLabels or podLabels, or cidrs";

const aroundTheGraph: typeof table = [
  [
    "an end of an edge that says nothing",
    end({}),
    [
      [
        "empty-end",
        `edges[0].from: {} given; expected ${ends} (to mean every address there is, give 0.0.0.0/0 and ::/0)`,
      ],
    ],
  ],
  [
    "a component and more at one end",
    end({ component: "agent", podLabels: {} }),
    [
      [
        "conflicting-end",
        "edges[0].from: an object given; expected component alone (components.<c>.podLabels are its labels)",
      ],
    ],
  ],
  [
    "pods and ranges at one end",
    end({ namespace: "a", cidrs: ["10.0.0.0/8"] }),
    [["conflicting-end", "edges[0].from: an object given; expected pods, or ranges of addresses, not both"]],
  ],
  [
    "a namespace by its name in two places",
    end({ namespace: "a", namespaceLabels: { "kubernetes.io/metadata.name": "b" } }),
    [
      [
        "conflicting-end",
        'edges[0].from.namespaceLabels["kubernetes.io/metadata.name"]: expected the name of the namespace in one place',
      ],
    ],
  ],
  [
    "an edge without a component",
    edge({ from: { namespace: "a" }, to: { cidrs: ["10.0.0.0/8"] } }),
    [
      [
        "no-component",
        "edges[0]: an object given; expected a component at one end at least (no policy here decides otherwise)",
      ],
    ],
  ],
  [
    "an edge without an end",
    { edges: [{ from: { component: "agent" } }] },
    [["missing-field", "edges[0].to: expected an end of an edge (an edge needs it)"]],
  ],
  [
    "a component misspelt at an end",
    end({ component: "agents" }),
    [
      [
        "invalid-values",
        'edges[0].from.component: "agents" given; expected one of agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator, every (did you mean agent?)',
      ],
    ],
  ],
  [
    "a key at an end that is null, which would mean every namespace",
    end({ namespace: null, podLabels: { app: "a" } }),
    [
      [
        "null-value",
        "edges[0].from.namespace: null given; expected a namespace (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "a label at an end that is undefined, without which more pods are meant",
    end({ podLabels: { app: "a", tier: undefined } }),
    [
      [
        "null-value",
        "edges[0].from.podLabels.tier: undefined given; expected a label value (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
  ],
  [
    "an empty list of ranges, which would mean everyone",
    end({ cidrs: [] }),
    [["empty-list", "edges[0].from.cidrs: [] given; expected a list of ranges, one at least"]],
  ],
  [
    "exceptions to nothing",
    end({ except: ["10.0.0.0/8"] }),
    [["missing-field", "edges[0].from.cidrs: expected a list of ranges (except leaves out parts of it)"]],
  ],
  [
    "an exception outside the ranges, and one around a range",
    end({ cidrs: ["10.0.0.0/8", "192.168.0.0/24"], except: ["11.0.0.0/16", "192.168.0.0/16", "10.1.0.0/16"] }),
    [
      [
        "invalid-except",
        'edges[0].from.except[0]: "11.0.0.0/16" given; expected a range inside one of cidrs, smaller than it, and around none of them',
      ],
      [
        "invalid-except",
        'edges[0].from.except[1]: "192.168.0.0/16" given; expected a range inside one of cidrs, smaller than it, and around none of them',
      ],
    ],
  ],
  [
    "an exception that is as wide as the range",
    end({ cidrs: ["10.0.0.0/8"], except: ["10.0.0.0/8"] }),
    [
      [
        "invalid-except",
        'edges[0].from.except[0]: "10.0.0.0/8" given; expected a range inside one of cidrs, smaller than it, and around none of them',
      ],
    ],
  ],
  [
    "the notation of NetworkPolicy at an end",
    end({ podSelector: { matchLabels: { app: "a" } } }),
    [
      [
        "unknown-field",
        "edges[0].from.podSelector: unknown field; expected one of component, namespace, namespaceLabels, podLabels, cidrs, except (labels of pods stand in podLabels)",
      ],
    ],
  ],
  [
    "one port for a list",
    edge({ port: 80 }),
    [
      [
        "unknown-field",
        "edges[0].port: unknown field; expected one of from, to, ports (ports stand in a list, ports: [{ port: 8081 }])",
      ],
    ],
  ],
  [
    "a wrong port of an edge, as in custom rules",
    edge({ ports: [{ port: 0 }] }),
    [
      [
        "invalid-port",
        "edges[0].ports[0].port: 0 given; expected a whole number from 1 to 65535, or the name of a port",
      ],
    ],
  ],
  [
    "no ports of an edge, and of the API server",
    { ...edge({ ports: [] }), apiServer: { cidrs: ["10.0.0.1/32"], ports: [] } },
    [
      ["empty-list", "edges[0].ports: [] given; expected a list of ports, one at least (leave it out for all ports)"],
      [
        "empty-list",
        "apiServer.ports: [] given; expected a list of ports, one at least (leave it out for 443 and 6443)",
      ],
    ],
  ],
  [
    "a port, a name of one and a range where a list of ports stands",
    { edges: [8081, "grpc", "8081-8083", "0", [8081], ["8081-8083"]].map((ports) => edge({ ports }).edges[0]) },
    [
      ["wrong-type", "edges[0].ports: 8081 given; expected a list of ports (did you mean [{ port: 8081 }]?)"],
      ["wrong-type", 'edges[1].ports: "grpc" given; expected a list of ports (did you mean [{ port: grpc }]?)'],
      [
        "wrong-type",
        'edges[2].ports: "8081-8083" given; expected a list of ports (did you mean [{ port: 8081, endPort: 8083 }]?)',
      ],
      ["wrong-type", 'edges[3].ports: "0" given; expected a list of ports'],
      ["wrong-type", "edges[4].ports[0]: 8081 given; expected a port entry (did you mean { port: 8081 }?)"],
      [
        "wrong-type",
        'edges[5].ports[0]: "8081-8083" given; expected a port entry (did you mean { port: 8081, endPort: 8083 }?)',
      ],
    ],
  ],
  [
    "a range of ports for a port",
    port({ port: "8081-8083" }),
    [
      [
        "invalid-port",
        'defaults.networkPolicy.custom.egress[0].ports[0].port: "8081-8083" given; expected a whole number from 1 to 65535, or the name of a port: at most 15 of a-z, 0-9 and -, with a letter (a range is { port: 8081, endPort: 8083 })',
      ],
    ],
  ],
  [
    "choices of another type",
    { edgePorts: true, ...edge({ ports: [{ protocol: 6 }] }), dns: [{ preset: ["nodeLocal"] }] },
    [
      ["wrong-type", "edgePorts: true given; expected one of any, vald"],
      ["wrong-type", "edges[0].ports[0].protocol: 6 given; expected one of TCP, UDP, SCTP"],
      ["wrong-type", "dns[0].preset: a list given; expected one of kubeSystem, nodeLocal, openShift"],
    ],
  ],
  [
    "a preset where a list of places of DNS stands",
    { dns: "nodeLocal" },
    [
      [
        "wrong-type",
        'dns: "nodeLocal" given; expected a list of places of DNS (did you mean [{ preset: nodeLocal }]?)',
      ],
    ],
  ],
  [
    "a place where a list of places of DNS stands",
    { dns: { preset: "openShift" } },
    [["wrong-type", "dns: an object given; expected a list of places of DNS (did you mean [{ preset: openShift }]?)"]],
  ],
  [
    "words in a list of places of DNS",
    { dns: ["nodeLocal", "coredns"] },
    [
      ["wrong-type", 'dns[0]: "nodeLocal" given; expected a place of DNS (did you mean { preset: nodeLocal }?)'],
      ["wrong-type", 'dns[1]: "coredns" given; expected a place of DNS'],
    ],
  ],
  [
    "a range where the place of the API server stands",
    { apiServer: "10.0.0.1/32" },
    [
      [
        "wrong-type",
        'apiServer: "10.0.0.1/32" given; expected the place of the API server (did you mean { cidrs: [10.0.0.1/32] }?)',
      ],
    ],
  ],
  [
    "a list of ranges where the place of the API server stands",
    { apiServer: ["10.0.0.1/32", "10.0.0.2/32"] },
    [
      [
        "wrong-type",
        "apiServer: a list given; expected the place of the API server (did you mean { cidrs: [10.0.0.1/32, 10.0.0.2/32] }?)",
      ],
    ],
  ],
  [
    "a component where an end stands",
    edge({ from: "lbGateway" }),
    [
      [
        "wrong-type",
        'edges[0].from: "lbGateway" given; expected an end of an edge (did you mean { component: lbGateway }?)',
      ],
    ],
  ],
  [
    "labels at an end",
    end({ namespace: "shop", labels: {} }),
    [
      [
        "unknown-field",
        "edges[0].from.labels: unknown field; expected one of component, namespace, namespaceLabels, podLabels, cidrs, except (labels of pods stand in podLabels)",
      ],
    ],
  ],
  [
    "a way of limiting ports that is not there",
    { edgePorts: "all" },
    [["invalid-values", 'edgePorts: "all" given; expected one of any, vald']],
  ],
  [
    "an API server nowhere",
    { apiServer: {} },
    [["missing-field", "apiServer.cidrs: expected a list of ranges (the place of the API server needs it)"]],
  ],
  ["DNS nowhere", { dns: [] }, [["empty-list", "dns: [] given; expected a list of places of DNS, one at least"]]],
  [
    "a place of DNS that says nothing",
    { dns: [{ port: 53 }] },
    [["empty-end", "dns[0]: an object given; expected preset, or namespace, namespaceLabels or podLabels, or cidrs"]],
  ],
  [
    "a preset and a place of one's own",
    { dns: [{ preset: "nodeLocal", cidrs: ["10.0.0.1/32"] }] },
    [["conflicting-end", "dns[0]: an object given; expected a preset, or a place of your own, not both"]],
  ],
  [
    "a preset misspelt",
    { dns: [{ preset: "openshift" }] },
    [
      [
        "invalid-values",
        'dns[0].preset: "openshift" given; expected one of kubeSystem, nodeLocal, openShift (did you mean openShift?)',
      ],
    ],
  ],
  [
    "a served port by its name",
    { defaults: { ports: { grpc: "grpc" } }, components: { agent: { ports: { rest: 0 } } } },
    [
      ["wrong-type", 'defaults.ports.grpc: "grpc" given; expected a port number'],
      ["invalid-port", "components.agent.ports.rest: 0 given; expected a whole number from 1 to 65535"],
    ],
  ],
];

const rows = [...table, ...aroundTheGraph];

/** Each code there is, except the one for Outputs (tests/mocks). */
const codes = problemCodes.filter((code) => code !== "not-plain");

describe("validate", () => {
  for (const [mistake, args, problems] of rows) {
    it(`names ${mistake}`, () => {
      assert.deepEqual(
        validate(args).map((problem) => [problem.code, problemText(problem)]),
        problems,
      );
    });
  }

  it("takes an empty list of ports in a custom rule, as NetworkPolicy does", () => {
    assert.deepEqual(validate(ingress({ ports: [] })), []);
  });

  it("has a row above for every code", () => {
    const seen = new Set<string>(rows.flatMap(([, , problems]) => problems.map(([code]) => code)));
    assert.deepEqual([...seen].sort(), [...codes].sort());
  });
});
