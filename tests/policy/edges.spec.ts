import assert from "node:assert/strict";
import { type EdgeArgs, type NetworkPoliciesArgs, type NetworkPolicy, networkPolicies } from "../../core";

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

/** The rules that `edges`, `dns` and `apiServer` add to each policy, by policy name. */
function addedRules(args: NetworkPoliciesArgs): Record<string, unknown> {
  const without = networkPolicies({ ...args, edges: undefined, dns: undefined, apiServer: undefined });
  return Object.fromEntries(
    networkPolicies(args).flatMap(({ metadata, spec }, i) => {
      const ingress = spec.ingress.slice(without[i]?.spec.ingress.length);
      const egress = spec.egress.slice(without[i]?.spec.egress.length);
      const rules = { ...(ingress.length > 0 && { ingress }), ...(egress.length > 0 && { egress }) };
      return Object.keys(rules).length === 0 ? [] : [[metadata.name, rules]];
    }),
  );
}

const rulesOfEdge = (from: EdgeArgs["from"], to: EdgeArgs["to"], ports?: EdgeArgs["ports"]) =>
  addedRules({ namespace: "vald", edges: [{ from, to, ...(ports !== undefined && { ports }) }] });

describe("networkPolicies with edges", () => {
  it("adds a rule to the policy of the component at one end", () => {
    assert.deepEqual(rulesOfEdge({ namespace: "ingress-nginx" }, { component: "lbGateway" }, [{ port: 8081 }]), {
      "vald-lb-gateway-allow": { ingress: [{ from: [inNamespace("ingress-nginx")], ports: [{ port: 8081 }] }] },
    });
    assert.deepEqual(rulesOfEdge({ component: "agent" }, { cidrs: ["192.0.2.0/24"] }), {
      "vald-agent-allow": { egress: [{ to: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }] },
    });
  });

  it("adds a rule to both policies if both ends are components", () => {
    assert.deepEqual(rulesOfEdge({ component: "filterGateway" }, { component: "discoverer" }, [{ port: 8081 }]), {
      "vald-filter-gateway-allow": { egress: [{ to: [app("vald-discoverer")], ports: [{ port: 8081 }] }] },
      "vald-discoverer-allow": { ingress: [{ from: [app("vald-filter-gateway")], ports: [{ port: 8081 }] }] },
    });
  });

  it("adds a rule to every deployed component's policy for `every`", () => {
    const rule = { egress: [{ to: [inNamespace("telemetry")], ports: [{ port: 4317 }] }] };
    assert.deepEqual(rulesOfEdge({ component: "every" }, { namespace: "telemetry" }, [{ port: 4317 }]), {
      "vald-agent-allow": rule,
      "vald-discoverer-allow": rule,
      "vald-filter-gateway-allow": rule,
      "vald-lb-gateway-allow": rule,
      "vald-manager-index-allow": rule,
    });
  });

  it("ignores the edges of a component that is off", () => {
    const edges = [
      { from: { component: "mirrorGateway" as const }, to: { component: "agent" as const } },
      { from: { component: "every" as const }, to: { component: "mirrorGateway" as const } },
    ];
    assert.deepEqual(networkPolicies({ edges }), networkPolicies());
  });

  const endpoints: [description: string, endpoint: EdgeArgs["from"], peers: object[]][] = [
    ["a namespace by name", { namespace: "shop" }, [inNamespace("shop")]],
    [
      "pods in a namespace",
      { namespace: "shop", podLabels: { app: "search" } },
      [{ ...inNamespace("shop"), ...app("search") }],
    ],
    [
      "a namespace by name and labels, all of which must match",
      { namespace: "shop", namespaceLabels: { tier: "a" } },
      [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop", tier: "a" } } }],
    ],
    [
      "pods in namespaces by labels",
      { namespaceLabels: { tier: "a" }, podLabels: { app: "search" } },
      [{ namespaceSelector: { matchLabels: { tier: "a" } }, ...app("search") }],
    ],
    ["every namespace", { namespaceLabels: {} }, [{ namespaceSelector: { matchLabels: {} } }]],
    ["pods in Vald's own namespace", { podLabels: { app: "search" } }, [app("search")]],
    [
      "CIDR blocks, each with the exceptions inside it",
      { cidrs: ["0.0.0.0/0", "10.0.0.0/8", "::/0"], except: ["10.1.0.0/16", "192.168.0.0/16"] },
      [
        { ipBlock: { cidr: "0.0.0.0/0", except: ["10.1.0.0/16", "192.168.0.0/16"] } },
        { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
        { ipBlock: { cidr: "::/0" } },
      ],
    ],
  ];
  for (const [description, endpoint, peers] of endpoints) {
    it(`accepts as an endpoint: ${description}`, () => {
      const agent = { component: "agent" } as const;
      assert.deepEqual(rulesOfEdge(endpoint, agent), { "vald-agent-allow": { ingress: [{ from: peers }] } });
      assert.deepEqual(rulesOfEdge(agent, endpoint), { "vald-agent-allow": { egress: [{ to: peers }] } });
    });
  }

  it("puts edges after the documented rules and before custom rules, in the user's order", () => {
    const [agent] = networkPolicies({
      edges: [
        { from: { namespace: "z" }, to: { component: "agent" } },
        { from: { namespace: "a" }, to: { component: "agent" } },
      ],
      defaults: { networkPolicy: { custom: { ingress: [{ from: [inNamespace("custom")] }] } } },
    });
    assert.deepEqual(
      agent?.spec.ingress.map(({ from }) => from?.[0]),
      [app("vald-lb-gateway"), app("vald-manager-index"), inNamespace("z"), inNamespace("a"), inNamespace("custom")],
    );
  });
});

describe("networkPolicies with apiServer", () => {
  it("lets the components that call the API server connect to its addresses, by default on ports 443 and 6443", () => {
    const rule = (ports: object[]) => ({ egress: [{ to: [{ ipBlock: { cidr: "172.18.0.2/32" } }], ports }] });
    assert.deepEqual(addedRules({ apiServer: { cidrs: ["172.18.0.2/32"] } }), {
      "vald-discoverer-allow": rule([{ port: 443 }, { port: 6443 }]),
    });
    const components = { mirrorGateway: { enabled: true }, readreplicaRotator: { enabled: true } };
    assert.deepEqual(addedRules({ components, apiServer: { cidrs: ["172.18.0.2/32"], ports: [{ port: 6443 }] } }), {
      "vald-discoverer-allow": rule([{ port: 6443 }]),
      "mirror-allow": rule([{ port: 6443 }]),
      "vald-readreplica-rotate-allow": rule([{ port: 6443 }]),
    });
  });
});

describe("networkPolicies with dns", () => {
  const dnsRule = (peer: object, port: number) => ({
    to: [peer],
    ports: [
      { protocol: "UDP", port },
      { protocol: "TCP", port },
    ],
  });
  const cases: [description: string, dns: NonNullable<NetworkPoliciesArgs["dns"]>, rules: object[]][] = [
    [
      "NodeLocal DNSCache, with the preset nodeLocal",
      [{ preset: "nodeLocal" }],
      [dnsRule({ ipBlock: { cidr: "169.254.20.10/32" } }, 53)],
    ],
    [
      "OpenShift's DNS pods, with the preset openShift",
      [{ preset: "openShift" }],
      [dnsRule(inNamespace("openshift-dns"), 5353)],
    ],
    ["an address", [{ cidrs: ["10.96.0.10/32"] }], [dnsRule({ ipBlock: { cidr: "10.96.0.10/32" } }, 53)]],
    [
      "several endpoints, each with a port",
      [
        { namespace: "dns", podLabels: { app: "coredns" }, port: 1053 },
        { preset: "nodeLocal", port: 54 },
      ],
      [
        dnsRule({ ...inNamespace("dns"), ...app("coredns") }, 1053),
        dnsRule({ ipBlock: { cidr: "169.254.20.10/32" } }, 54),
      ],
    ],
  ];
  for (const [description, dns, rules] of cases) {
    it(`lets every component connect over UDP and TCP to ${description}`, () => {
      const names = networkPolicies().map(({ metadata }) => metadata.name);
      assert.deepEqual(addedRules({ dns }), Object.fromEntries(names.map((name) => [name, { egress: rules }])));
    });
  }

  it("adds no rule for the preset kubeSystem, which the documented table already allows", () => {
    assert.deepEqual(addedRules({ dns: [{ preset: "kubeSystem" }] }), {});
  });
});

describe("networkPolicies with edgePorts: vald", () => {
  const limited = (more: NetworkPoliciesArgs = {}) => networkPolicies({ edgePorts: "vald", ...more });
  const egressOf = (policies: readonly NetworkPolicy[], name: string) =>
    policies.find(({ metadata }) => metadata.name === `${name}-allow`)?.spec.egress;
  const toDns = {
    to: [inNamespace("kube-system")],
    ports: [
      { protocol: "UDP", port: 53 },
      { protocol: "TCP", port: 53 },
    ],
  };
  const grpcAndReadiness = [{ port: 8081 }, { port: 3001 }];

  it("allows gRPC and readiness between components, and DNS and the API server's ports instead of all of kube-system", () => {
    const policies = limited();
    assert.deepEqual(egressOf(policies, "vald-lb-gateway"), [
      { to: [app("vald-agent")], ports: grpcAndReadiness },
      { to: [app("vald-discoverer")], ports: grpcAndReadiness },
      toDns,
    ]);
    assert.deepEqual(egressOf(policies, "vald-agent"), [toDns]);
    assert.deepEqual(egressOf(policies, "vald-discoverer"), [
      toDns,
      { to: [inNamespace("kube-system")], ports: [{ port: 443 }, { port: 6443 }] },
    ]);
    assert.deepEqual(policies[0]?.spec.ingress, [
      { from: [app("vald-lb-gateway")], ports: grpcAndReadiness },
      { from: [app("vald-manager-index")], ports: grpcAndReadiness },
    ]);
  });

  it("allows REST only if REST is on", () => {
    const forAll = limited({ defaults: { ports: { rest: 8080 } } });
    assert.deepEqual(forAll[0]?.spec.ingress[0]?.ports, [{ port: 8081 }, { port: 8080 }, { port: 3001 }]);
    const forAgent = limited({ components: { agent: { ports: { rest: 8080 } } } });
    assert.deepEqual(forAgent[0]?.spec.ingress[0]?.ports, [{ port: 8081 }, { port: 8080 }, { port: 3001 }]);
    assert.deepEqual(forAgent[1]?.spec.ingress[0]?.ports, grpcAndReadiness);
  });

  it("prefers a component's port to the shared port, and the shared port to Vald's default; undefined counts as absent", () => {
    const policies = limited({
      defaults: { ports: { grpc: 9000, readiness: undefined } },
      components: { agent: { ports: { grpc: 9001 } }, discoverer: { ports: { grpc: undefined } } },
    });
    assert.deepEqual(
      egressOf(policies, "vald-lb-gateway")?.map(({ ports }) => ports?.map(({ port }) => port)),
      [
        [9001, 3001],
        [9000, 3001],
        [53, 53],
      ],
    );
  });

  it("lets the filter gateway send requests only to the mirror gateway if a mirror gateway is deployed", () => {
    const policies = limited({ components: { mirrorGateway: { enabled: true } } });
    assert.deepEqual(egressOf(policies, "vald-filter-gateway"), [
      { to: [app("vald-lb-gateway")], ports: [{ port: 3001 }] },
      { to: [app("vald-mirror-gateway")], ports: [{ port: 8081 }] },
      toDns,
    ]);
  });

  it("replaces kube-system with the configured DNS endpoints and API server", () => {
    const policies = limited({ dns: [{ preset: "nodeLocal" }], apiServer: { cidrs: ["172.18.0.2/32"] } });
    assert.deepEqual(egressOf(policies, "vald-discoverer"), [
      { ...toDns, to: [{ ipBlock: { cidr: "169.254.20.10/32" } }] },
      { to: [{ ipBlock: { cidr: "172.18.0.2/32" } }], ports: [{ port: 443 }, { port: 6443 }] },
    ]);
    assert.deepEqual(egressOf(policies, "vald-agent"), [{ ...toDns, to: [{ ipBlock: { cidr: "169.254.20.10/32" } }] }]);
  });

  it("leaves the user's edges and custom rules unchanged", () => {
    const custom = { egress: [{ to: [inNamespace("custom")] }] };
    const edges = [{ from: { component: "agent" as const }, to: { namespace: "edge" } }];
    const policies = limited({ edges, components: { agent: { custom } } });
    assert.deepEqual(egressOf(policies, "vald-agent"), [
      toDns,
      { to: [inNamespace("edge")] },
      { to: [inNamespace("custom")] },
    ]);
  });
});
