import assert from "node:assert/strict";
import { type IngressRule, type NetworkPoliciesArgs, openings, openingText } from "../../../core";

const texts = (args: NetworkPoliciesArgs) => openings(args).map(openingText);
const admitting = (rule: IngressRule): NetworkPoliciesArgs => ({
  namespace: "vald",
  defaults: { networkPolicy: { custom: { ingress: [rule] } } },
});

describe("openings", () => {
  it("is empty for the documented table", () => {
    assert.deepEqual(openings({}), []);
    assert.deepEqual(openings({ edgePorts: "vald" }), []);
  });

  it("returns each opening as data, with the end that has the rule", () => {
    const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    const backup = { from: { component: "agent" as const }, to: { cidrs: ["10.0.0.0/8"], except: ["10.1.0.0/16"] } };
    const args = { ...admitting({ from: [shop], ports: [{ port: 8081 }] }), edges: [backup] };
    assert.deepEqual(openings(args), [
      {
        component: "every",
        direction: "ingress",
        remote: {
          kind: "peers",
          peers: {
            pods: true,
            namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop"] }],
          },
        },
        ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
      },
      {
        component: "agent",
        direction: "egress",
        remote: { kind: "peers", peers: { ipBlocks: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }] } },
        ports: ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 })),
      },
    ]);
  });

  const rows: [what: string, rule: IngressRule, peersAndPorts: string][] = [
    ["an empty rule", {}, "everyone, all ports"],
    ["an empty list of peers", { from: [], ports: [] }, "everyone, all ports"],
    [
      "pods by a label",
      { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] },
      "pods app.kubernetes.io/name=pyroscope in namespace vald, all ports",
    ],
    ["every pod of Vald's namespace", { from: [{ podSelector: {} }] }, "all pods in namespace vald, all ports"],
    ["every namespace", { from: [{ namespaceSelector: {} }] }, "all pods in all namespaces, all ports"],
    [
      "a namespace by name",
      { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "web" } } }] },
      "all pods in namespace web, all ports",
    ],
    [
      "both selectors",
      {
        from: [{ namespaceSelector: { matchLabels: { env: "a" } }, podSelector: { matchLabels: { b: "1", a: "2" } } }],
      },
      "pods a=2,b=1 in namespaces env=a, all ports",
    ],
    [
      "expressions",
      {
        from: [
          {
            podSelector: {
              matchExpressions: [
                { key: "tier", operator: "In", values: ["a", "b"] },
                { key: "zone", operator: "NotIn", values: ["c"] },
                { key: "new", operator: "Exists" },
                { key: "old", operator: "DoesNotExist" },
              ],
            },
          },
        ],
      },
      "pods new,!old,tier in (a,b),zone notin (c) in namespace vald, all ports",
    ],
    ["a CIDR block", { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, "10.0.0.0/8, all ports"],
    [
      "a CIDR block with exceptions",
      { from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.2.0.0/16"] } }] },
      "10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16, all ports",
    ],
    [
      "every kind of port",
      { ports: [{ port: 80 }, { protocol: "UDP", port: "dns" }, { port: 1, endPort: 9 }, { protocol: "SCTP" }] },
      "everyone, TCP 1-9, 80 and UDP dns and all SCTP ports",
    ],
    ["a port together with an entry for all ports", { ports: [{ port: 80 }, {}] }, "everyone, all TCP ports"],
  ];
  for (const [what, rule, peersAndPorts] of rows) {
    it(`describes ${what}`, () => {
      assert.deepEqual(texts(admitting(rule)), [`every component may be reached from ${peersAndPorts}`]);
    });
  }

  it("names the only component that has a rule, and combines equal rules", () => {
    const args: NetworkPoliciesArgs = {
      defaults: { networkPolicy: { custom: { egress: [{}, {}] } } },
      components: { lbGateway: { custom: { ingress: [{ ports: [{ port: 8081 }] }] } } },
    };
    assert.deepEqual(texts(args).sort(), [
      "every component may connect to everyone, all ports",
      "the lb gateway may be reached from everyone, TCP 8081",
    ]);
  });

  it("describes an edge from its component's point of view, and an edge between two components once", () => {
    const args: NetworkPoliciesArgs = {
      namespace: "vald",
      edges: [
        {
          from: { namespace: "shop", podLabels: { app: "search" } },
          to: { component: "lbGateway" },
          ports: [{ port: 8081 }],
        },
        { from: { component: "agent" }, to: { component: "discoverer" } },
        {
          from: { component: "agent" },
          to: { cidrs: ["0.0.0.0/0", "::/0"], except: ["10.0.0.0/8"] },
          ports: [{ port: 443 }],
        },
        { from: { podLabels: {} }, to: { component: "agent" } },
        { from: { namespaceLabels: {} }, to: { component: "agent" } },
        { from: { component: "every" }, to: { namespace: "telemetry" } },
      ],
    };
    assert.deepEqual(texts(args).sort(), [
      "every component may connect to all pods in namespace telemetry, all ports",
      "the agent may be reached from all pods in all namespaces, all ports",
      "the agent may be reached from all pods in namespace vald, all ports",
      "the agent may connect to 0.0.0.0/0 except 10.0.0.0/8, TCP 443",
      "the agent may connect to ::/0, TCP 443",
      "the agent may connect to the discoverer, all ports",
      "the lb gateway may be reached from pods app=search in namespace shop, TCP 8081",
    ]);
  });

  it("describes configured API server and DNS endpoints, except endpoints that the table already opens", () => {
    const args: NetworkPoliciesArgs = {
      apiServer: { cidrs: ["172.18.0.2/32"] },
      dns: [{ preset: "nodeLocal" }, { preset: "kubeSystem" }],
    };
    const expected = [
      "every component may connect to 169.254.20.10/32, TCP 53 and UDP 53",
      "the discoverer may connect to 172.18.0.2/32, TCP 443, 6443",
    ];
    assert.deepEqual(texts(args).sort(), expected);
    assert.deepEqual(texts({ ...args, edgePorts: "vald" }).sort(), expected);
  });

  it("is empty for rules of components that are off", () => {
    const custom = { ingress: [{}] };
    assert.deepEqual(openings({ components: { agent: { enabled: false, custom } } }), []);
    assert.deepEqual(openings({ edges: [{ from: { component: "mirrorGateway" }, to: { namespaceLabels: {} } }] }), []);
    assert.deepEqual(openings({ defaults: { networkPolicy: { enabled: false, custom } } }), []);
  });
});
