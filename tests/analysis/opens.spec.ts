import assert from "node:assert/strict";
import { type IngressRule, type NetworkPoliciesArgs, opens } from "../../policies";

const inbound = (rule: IngressRule): NetworkPoliciesArgs => ({
  namespace: "vald",
  defaults: { networkPolicy: { custom: { ingress: [rule] } } },
});

describe("opens", () => {
  const table: [why: string, rule: IngressRule, sentence: string][] = [
    ["an empty rule", {}, "everyone, all ports"],
    ["an empty list of peers", { from: [], ports: [] }, "everyone, all ports"],
    [
      "the seed's rule",
      { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] },
      "pods app.kubernetes.io/name=pyroscope in namespace vald, all ports",
    ],
    ["every pod beside Vald", { from: [{ podSelector: {} }] }, "all pods in namespace vald, all ports"],
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
      "pods !old,new,tier in (a,b),zone notin (c) in namespace vald, all ports",
    ],
    ["a range", { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, "10.0.0.0/8, all ports"],
    [
      "a range with holes",
      { from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.2.0.0/16"] } }] },
      "10.0.0.0/8 except 10.1.0.0/16 and 10.2.0.0/16, all ports",
    ],
    [
      "ports of every kind",
      { ports: [{ port: 80 }, { protocol: "UDP", port: "dns" }, { port: 1, endPort: 9 }, { protocol: "SCTP" }] },
      "everyone, TCP 1-9, 80 and UDP dns and all SCTP ports",
    ],
    ["ports of which one stands for all", { ports: [{ port: 80 }, {}] }, "everyone, all TCP ports"],
  ];
  for (const [why, rule, sentence] of table) {
    it(`words ${why}`, () => {
      assert.deepEqual(opens(inbound(rule)), [`every component may be reached from ${sentence}`]);
    });
  }

  it("is empty for the documented table alone", () => {
    assert.deepEqual(opens({}), []);
  });

  it("names the one component that a rule is for, and sorts without repeats", () => {
    const args: NetworkPoliciesArgs = {
      defaults: { networkPolicy: { custom: { egress: [{}, {}] } } },
      components: { lbGateway: { custom: { ingress: [{ ports: [{ port: 8081 }] }] } } },
    };
    assert.deepEqual(opens(args), [
      "every component may connect to everyone, all ports",
      "the lb gateway may be reached from everyone, TCP 8081",
    ]);
  });

  it("words edges by their ends, and of both components at once", () => {
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
    assert.deepEqual(opens(args), [
      "every component may connect to all pods in namespace telemetry, all ports",
      "the agent may be reached from all pods in all namespaces, all ports",
      "the agent may be reached from all pods in namespace vald, all ports",
      "the agent may connect to 0.0.0.0/0 except 10.0.0.0/8, TCP 443",
      "the agent may connect to ::/0, TCP 443",
      "the agent may connect to the discoverer, all ports",
      "the lb gateway may be reached from pods app=search in namespace shop, TCP 8081",
    ]);
  });

  it("words where the API server and DNS are, but not what the table has anyway", () => {
    const args: NetworkPoliciesArgs = {
      apiServer: { cidrs: ["172.18.0.2/32"] },
      dns: [{ preset: "nodeLocal" }, { preset: "kubeSystem" }],
    };
    const sentences = [
      "every component may connect to 169.254.20.10/32, TCP 53 and UDP 53",
      "the discoverer may connect to 172.18.0.2/32, TCP 443, 6443",
    ];
    assert.deepEqual(opens(args), sentences);
    assert.deepEqual(opens({ ...args, edgePorts: "vald" }), sentences);
    assert.deepEqual(opens({ edgePorts: "vald" }), []);
  });

  it("says nothing of a component that is off, or when all are", () => {
    const custom = { ingress: [{}] };
    assert.deepEqual(opens({ components: { agent: { enabled: false, custom } } }), []);
    assert.deepEqual(opens({ edges: [{ from: { component: "mirrorGateway" }, to: { namespaceLabels: {} } }] }), []);
    assert.deepEqual(opens({ defaults: { networkPolicy: { enabled: false, custom } } }), []);
  });
});
