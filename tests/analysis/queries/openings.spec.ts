import assert from "node:assert/strict";
import fc from "fast-check";
import type { ConnectionDifference } from "../../../analysis/compare/connectionDifference";
import { analysisContext } from "../../../analysis/queries/analysisContext";
import { openingsIn } from "../../../analysis/queries/openings";
import { openingSentences } from "../../../analysis/text/openingText";
import {
  componentNames,
  diff,
  type IngressRule,
  type NetworkPoliciesArgs,
  networkPolicies,
  openings,
} from "../../../core";
import { isDocumented } from "../../../graph/components";
import { validArgs } from "../../../testing/arbitraries/args";
import { runs } from "../../../testing/runs";

const texts = (args: NetworkPoliciesArgs) => openingSentences(openings(args));
const admitting = (rule: IngressRule): NetworkPoliciesArgs => ({
  namespace: "vald",
  components: { agent: { custom: { ingress: [rule] } } },
});

describe("openings", () => {
  it("is empty for the documented table, with any names and labels", () => {
    assert.deepEqual(openings({}), []);
    assert.deepEqual(openings({ edgePorts: "vald" }), []);
    assert.deepEqual(
      openings({
        namespace: "search",
        namePrefix: "blue-",
        instanceLabels: { instance: "blue" },
        components: { agent: { name: "ngt" }, discoverer: { podLabels: { role: "discoverer" } } },
      }),
      [],
    );
  });

  it("contains a single address beside an exception, which is not an address that a rule names", () => {
    assert.deepEqual(
      texts({
        components: { mirrorGateway: { enabled: true }, lbGateway: { custom: { ingress: [{}] } } },
        edges: [
          {
            from: { component: "mirrorGateway" },
            to: { cidrs: ["198.51.100.0/24"], except: ["198.51.100.1/32", "198.51.100.254/32"] },
          },
        ],
        edgePorts: "vald",
      })[2],
      "mirror gateway -> pods app=vald-lb-gateway in namespace default with an address in 198.51.100.0/24 except " +
        "198.51.100.1/32 and 198.51.100.254/32, all ports but TCP 3001, 8081",
    );
  });

  it("returns connections as data", () => {
    const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    const custom = { ingress: [{ from: [shop], ports: [{ port: 8081 }] }] };
    assert.deepEqual(openings({ components: { agent: { custom } } }), [
      {
        code: "connection",
        from: {
          kind: "peers",
          peers: {
            pods: true,
            namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop"] }],
          },
        },
        to: { kind: "component", component: "agent" },
        ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
      },
    ]);
  });

  it("is the same for manifests as for the args that produce them", () => {
    const args = admitting({ ports: [{ port: 8081 }] });
    assert.deepEqual(openingsIn(analysisContext({ args, policies: networkPolicies(args) })), openings(args));
  });

  it("is about the policies in manifests, and not about those that the args declare", () => {
    const opened = openingsIn(
      analysisContext({ args: admitting({}), policies: networkPolicies({ namespace: "vald" }) }),
    );
    assert.deepEqual(opened, []);
  });

  it("is what diff adds to the documented policies, for any args", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const { namespace = "default", instanceLabels, namePrefix, components = {} } = args;
        const documented: NetworkPoliciesArgs = {
          namespace,
          ...(instanceLabels && { instanceLabels }),
          ...(namePrefix && { namePrefix }),
          components: Object.fromEntries(
            Object.entries(components).map(([c, { name, podLabels } = {}]) => [
              c,
              { ...(name && { name }), ...(podLabels && { podLabels }) },
            ]),
          ),
        };
        const off = componentNames.filter((c) => !(components[c]?.enabled ?? isDocumented(c)));
        const { added } = diff({ args: documented }, { args: { ...args, namespace } });
        const isOfComponentOff = ({ from, to }: ConnectionDifference) =>
          [from, to].some((end) => end.kind === "component" && off.includes(end.component));
        assert.deepEqual(
          openings(args).flatMap(({ code, ...opening }) => (code === "connection" ? [opening] : [])),
          added.filter((one) => !isOfComponentOff(one)),
        );
      }),
      { numRuns: runs(2) },
    );
  });

  const rows: [what: string, rule: IngressRule, peersAndPorts: string][] = [
    ["an empty rule", {}, "everyone else, all ports"],
    ["an empty list of peers", { from: [], ports: [] }, "everyone else, all ports"],
    [
      "pods by a label",
      { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] },
      "pods app.kubernetes.io/name=pyroscope in namespace vald, all ports",
    ],
    ["every pod of Vald's namespace", { from: [{ podSelector: {} }] }, "all other pods in namespace vald, all ports"],
    ["every namespace", { from: [{ namespaceSelector: {} }] }, "all other pods in all namespaces, all ports"],
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
      "everyone else, TCP 1-9, 80 and UDP dns and all SCTP ports",
    ],
    ["a port together with an entry for all ports", { ports: [{ port: 80 }, {}] }, "everyone else, all TCP ports"],
  ];
  for (const [what, rule, peersAndPorts] of rows) {
    it(`describes ${what}`, () => {
      assert.deepEqual(texts(admitting(rule)), [`${peersAndPorts.replace(", ", " -> agent, ")}`]);
    });
  }

  it("names the only component that has a rule, and combines equal rules", () => {
    const args: NetworkPoliciesArgs = {
      defaults: { networkPolicy: { custom: { egress: [{}, {}] } } },
      components: { lbGateway: { custom: { ingress: [{ ports: [{ port: 8081 }] }] } } },
    };
    assert.deepEqual(texts(args).sort(), [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> everyone else, all ports",
      "everyone else -> lb gateway, TCP 8081",
    ]);
  });

  it("lists an edge between two components once, and groups equal connections", () => {
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
      "agent -> 0.0.0.0/0 except 10.0.0.0/8, TCP 443",
      "agent -> ::/0, TCP 443",
      "agent -> discoverer, all ports",
      "agent, discoverer, filter gateway, lb gateway, and index manager -> all pods in namespace telemetry, all ports",
      "all other pods in all namespaces -> agent, all ports",
      "pods app=search in namespace shop -> lb gateway, TCP 8081",
    ]);
  });

  it("describes configured API server and DNS endpoints, except endpoints that the table already opens", () => {
    const args: NetworkPoliciesArgs = {
      apiServer: { cidrs: ["172.18.0.2/32"] },
      dns: [{ preset: "nodeLocal" }, { preset: "kubeSystem" }],
    };
    const expected = [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> 169.254.20.10/32, TCP 53 and UDP 53",
      "discoverer -> 172.18.0.2/32, TCP 443, 6443",
    ];
    assert.deepEqual(texts(args).sort(), expected);
    assert.deepEqual(texts({ ...args, edgePorts: "vald" }).sort(), expected);
  });

  it("has one entry for a documented component that is off, unless it is ignored", () => {
    const args: NetworkPoliciesArgs = {
      components: { agent: { enabled: false, custom: { ingress: [{}] } }, filterGateway: { enabled: false } },
    };
    const sentence = (title: string) => `${title}: no policy; pods that still run are not isolated`;
    const ignore = (path?: string) => [{ id: "component-off" as const, reason: "not deployed", ...(path && { path }) }];
    assert.deepEqual(texts(args), [sentence("agent"), sentence("filter gateway")]);
    assert.deepEqual(texts({ ...args, ignore: ignore("components.agent") }), [sentence("filter gateway")]);
    assert.deepEqual(texts({ ...args, ignore: ignore() }), []);
  });

  it("ignores rules of optional components that are off", () => {
    assert.deepEqual(openings({ edges: [{ from: { component: "mirrorGateway" }, to: { namespaceLabels: {} } }] }), []);
  });

  it("lists what an optional component adds", () => {
    assert.deepEqual(texts({ components: { mirrorGateway: { enabled: true } } }), [
      "filter gateway -> mirror gateway, all ports",
      "mirror gateway -> lb gateway, all ports",
    ]);
  });

  it("is everything if policies are off", () => {
    assert.deepEqual(texts({ defaults: { networkPolicy: { enabled: false } } }), [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> everyone else, all ports",
      "everyone -> filter gateway and index manager, all ports",
      "everyone else -> agent, discoverer, and lb gateway, all ports",
    ]);
  });
});
