import assert from "node:assert/strict";
import { type EdgeArgs, type NetworkPoliciesArgs, type NetworkPolicy, networkPolicies } from "../../policies";

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

/** What args add to each policy beyond the rules that are there without them, by the policy's name. */
function added(args: NetworkPoliciesArgs): Record<string, unknown> {
  const before = networkPolicies({ ...args, edges: undefined, dns: undefined, apiServer: undefined });
  return Object.fromEntries(
    networkPolicies(args).flatMap(({ metadata, spec }, i) => {
      const rest = (direction: "ingress" | "egress") =>
        spec[direction].filter((_, at) => at >= (before[i]?.spec[direction].length ?? 0));
      const [ingress, egress] = [rest("ingress"), rest("egress")];
      const rules = { ...(ingress.length > 0 && { ingress }), ...(egress.length > 0 && { egress }) };
      return Object.keys(rules).length === 0 ? [] : [[metadata.name, rules]];
    }),
  );
}

const edge = (from: EdgeArgs["from"], to: EdgeArgs["to"], ports?: EdgeArgs["ports"]) =>
  added({ namespace: "vald", edges: [{ from, to, ...(ports !== undefined && { ports }) }] });

describe("edges", () => {
  it("become a rule at the end that is a component", () => {
    assert.deepEqual(edge({ namespace: "ingress-nginx" }, { component: "lbGateway" }, [{ port: 8081 }]), {
      "vald-lb-gateway-allow": { ingress: [{ from: [inNamespace("ingress-nginx")], ports: [{ port: 8081 }] }] },
    });
    assert.deepEqual(edge({ component: "agent" }, { cidrs: ["192.0.2.0/24"] }), {
      "vald-agent-allow": { egress: [{ to: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }] },
    });
  });

  it("become a rule at both ends where both are components", () => {
    assert.deepEqual(edge({ component: "filterGateway" }, { component: "discoverer" }, [{ port: 8081 }]), {
      "vald-filter-gateway-allow": { egress: [{ to: [app("vald-discoverer")], ports: [{ port: 8081 }] }] },
      "vald-discoverer-allow": { ingress: [{ from: [app("vald-filter-gateway")], ports: [{ port: 8081 }] }] },
    });
  });

  it("stand at every component for every", () => {
    const rule = { egress: [{ to: [inNamespace("telemetry")], ports: [{ port: 4317 }] }] };
    assert.deepEqual(edge({ component: "every" }, { namespace: "telemetry" }, [{ port: 4317 }]), {
      "vald-agent-allow": rule,
      "vald-discoverer-allow": rule,
      "vald-filter-gateway-allow": rule,
      "vald-lb-gateway-allow": rule,
      "vald-manager-index-allow": rule,
    });
  });

  it("are gone with a component that is off", () => {
    const edges = [
      { from: { component: "mirrorGateway" as const }, to: { component: "agent" as const } },
      { from: { component: "every" as const }, to: { component: "mirrorGateway" as const } },
    ];
    assert.deepEqual(networkPolicies({ edges }), networkPolicies());
  });

  const ends: [why: string, end: EdgeArgs["from"], peers: object[]][] = [
    ["a namespace by name", { namespace: "shop" }, [inNamespace("shop")]],
    [
      "pods of a namespace, both of which must hold",
      { namespace: "shop", podLabels: { app: "search" } },
      [{ ...inNamespace("shop"), ...app("search") }],
    ],
    [
      "a namespace by its name and its labels, all of which must hold",
      { namespace: "shop", namespaceLabels: { tier: "a" } },
      [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop", tier: "a" } } }],
    ],
    [
      "pods of namespaces by labels",
      { namespaceLabels: { tier: "a" }, podLabels: { app: "search" } },
      [{ namespaceSelector: { matchLabels: { tier: "a" } }, ...app("search") }],
    ],
    ["every namespace", { namespaceLabels: {} }, [{ namespaceSelector: { matchLabels: {} } }]],
    ["pods of Vald's own namespace", { podLabels: { app: "search" } }, [app("search")]],
    [
      "ranges, and each exception with those it lies in",
      { cidrs: ["0.0.0.0/0", "10.0.0.0/8", "::/0"], except: ["10.1.0.0/16", "192.168.0.0/16"] },
      [
        { ipBlock: { cidr: "0.0.0.0/0", except: ["10.1.0.0/16", "192.168.0.0/16"] } },
        { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } },
        { ipBlock: { cidr: "::/0" } },
      ],
    ],
  ];
  for (const [why, end, peers] of ends) {
    it(`name ${why}`, () => {
      assert.deepEqual(edge(end, { component: "agent" }), { "vald-agent-allow": { ingress: [{ from: peers }] } });
      assert.deepEqual(edge({ component: "agent" }, end), { "vald-agent-allow": { egress: [{ to: peers }] } });
    });
  }

  it("stand after the table's rules and before custom rules, in the user's order", () => {
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

describe("apiServer", () => {
  it("opens its addresses to those that talk to it, on 443 and 6443 unless told otherwise", () => {
    const rule = (ports: object[]) => ({ egress: [{ to: [{ ipBlock: { cidr: "172.18.0.2/32" } }], ports }] });
    assert.deepEqual(added({ apiServer: { cidrs: ["172.18.0.2/32"] } }), {
      "vald-discoverer-allow": rule([{ port: 443 }, { port: 6443 }]),
    });
    const components = { mirrorGateway: { enabled: true }, readreplicaRotator: { enabled: true } };
    assert.deepEqual(added({ components, apiServer: { cidrs: ["172.18.0.2/32"], ports: [{ port: 6443 }] } }), {
      "vald-discoverer-allow": rule([{ port: 6443 }]),
      "mirror-allow": rule([{ port: 6443 }]),
      "vald-readreplica-rotate-allow": rule([{ port: 6443 }]),
    });
  });
});

describe("dns", () => {
  const dnsRule = (peer: object, port: number) => ({
    to: [peer],
    ports: [
      { protocol: "UDP", port },
      { protocol: "TCP", port },
    ],
  });
  const cases: [why: string, dns: NonNullable<NetworkPoliciesArgs["dns"]>, rules: object[]][] = [
    ["as documented for the preset of kube-system", [{ preset: "kubeSystem" }], []],
    ["NodeLocal DNSCache", [{ preset: "nodeLocal" }], [dnsRule({ ipBlock: { cidr: "169.254.20.10/32" } }, 53)]],
    ["OpenShift's pods", [{ preset: "openShift" }], [dnsRule(inNamespace("openshift-dns"), 5353)]],
    ["the address of a Service", [{ cidrs: ["10.96.0.10/32"] }], [dnsRule({ ipBlock: { cidr: "10.96.0.10/32" } }, 53)]],
    [
      "places of one's own, with a port",
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
  for (const [why, dns, rules] of cases) {
    it(`opens, to every component over UDP and TCP: ${why}`, () => {
      const names = networkPolicies().map(({ metadata }) => metadata.name);
      const expected = rules.length === 0 ? [] : names.map((name) => [name, { egress: rules }]);
      assert.deepEqual(added({ dns }), Object.fromEntries(expected));
    });
  }
});

describe("edgePorts: vald", () => {
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
  const served = [{ port: 8081 }, { port: 3001 }];

  it("opens gRPC and readiness between components, DNS instead of kube-system, and the API server's ports", () => {
    const policies = limited();
    assert.deepEqual(egressOf(policies, "vald-lb-gateway"), [
      { to: [app("vald-agent")], ports: served },
      { to: [app("vald-discoverer")], ports: served },
      toDns,
    ]);
    assert.deepEqual(egressOf(policies, "vald-agent"), [toDns]);
    assert.deepEqual(egressOf(policies, "vald-discoverer"), [
      toDns,
      { to: [inNamespace("kube-system")], ports: [{ port: 443 }, { port: 6443 }] },
    ]);
    assert.deepEqual(policies[0]?.spec.ingress, [
      { from: [app("vald-lb-gateway")], ports: served },
      { from: [app("vald-manager-index")], ports: served },
    ]);
  });

  it("opens REST only where it is on", () => {
    const everywhere = limited({ defaults: { ports: { rest: 8080 } } });
    assert.deepEqual(everywhere[0]?.spec.ingress[0]?.ports, [{ port: 8081 }, { port: 8080 }, { port: 3001 }]);
    const ofAgent = limited({ components: { agent: { ports: { rest: 8080 } } } });
    assert.deepEqual(ofAgent[0]?.spec.ingress[0]?.ports, [{ port: 8081 }, { port: 8080 }, { port: 3001 }]);
    assert.deepEqual(ofAgent[1]?.spec.ingress[0]?.ports, served);
  });

  it("takes a component's own port before the one for all, and either before Vald's; undefined is absent", () => {
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

  it("sends a filter gateway's requests to the mirror gateway alone where that is there", () => {
    const policies = limited({ components: { mirrorGateway: { enabled: true } } });
    assert.deepEqual(egressOf(policies, "vald-filter-gateway"), [
      { to: [app("vald-lb-gateway")], ports: [{ port: 3001 }] },
      { to: [app("vald-mirror-gateway")], ports: [{ port: 8081 }] },
      toDns,
    ]);
  });

  it("puts what is said of DNS and of the API server in the place of kube-system", () => {
    const policies = limited({ dns: [{ preset: "nodeLocal" }], apiServer: { cidrs: ["172.18.0.2/32"] } });
    assert.deepEqual(egressOf(policies, "vald-discoverer"), [
      { ...toDns, to: [{ ipBlock: { cidr: "169.254.20.10/32" } }] },
      { to: [{ ipBlock: { cidr: "172.18.0.2/32" } }], ports: [{ port: 443 }, { port: 6443 }] },
    ]);
    assert.doesNotMatch(JSON.stringify(policies), /kube-system/);
  });

  it("changes no edge and no custom rule of the user's", () => {
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
