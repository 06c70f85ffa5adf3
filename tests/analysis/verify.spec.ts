import assert from "node:assert/strict";
import fc from "fast-check";
import type { OpenConnection } from "../../analysis/regions/openConnection";
import type { Pod } from "../../analysis/party";
import { NothingDeclaredError, verify } from "../../analysis/verify";
import {
  componentNames,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicy,
  type NetworkPolicyManifest,
  type NetworkPolicyPeer,
} from "../../policies";
import { validArgs } from "../arbitraries/args";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
const all = (from: string, to: string): OpenConnection => ({ from, to, ports: everyPort });
const tcp = (from: string, to: string, port: number): OpenConnection => ({
  from,
  to,
  ports: [{ protocol: "TCP", first: port, last: port }],
});
const changed = (change: (policies: Record<string, NetworkPolicy>) => void): NetworkPolicy[] => {
  const policies = structuredClone(networkPolicies(args));
  change(Object.fromEntries(policies.map((policy) => [policy.metadata.name.replace(/^vald-|-allow$/g, ""), policy])));
  return policies;
};

describe("verify", () => {
  it("proves that the rendered policies are the documented table", () => {
    assert.deepEqual(verify({ policies: networkPolicies(args), args }), {
      holds: true,
      open: [],
      closed: [],
      pods: [],
    });
  });

  const rows: [what: string, policies: NetworkPolicyManifest[], open: OpenConnection[], closed: OpenConnection[]][] = [
    [
      "a policy that is missing",
      changed(() => {}).slice(1),
      [all("agent", "everyone else"), all("everyone else", "agent")],
      [],
    ],
    [
      "a rule that is missing, once, whichever end it was on",
      changed(({ agent }) => agent!.spec.ingress.shift()),
      [],
      [all("lb gateway", "agent")],
    ],
    [
      "a direction that is not isolated",
      changed(({ discoverer }) => (discoverer!.spec.policyTypes = ["Ingress"])),
      [all("discoverer", "everyone else")],
      [],
    ],
    [
      "a rule too many, with its peers and ports",
      changed(({ "lb-gateway": lb }) =>
        lb!.spec.ingress.push({
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }],
          ports: [{ port: 8081 }],
        }),
      ),
      [tcp("all pods in namespace shop", "lb gateway", 8081)],
      [],
    ],
    [
      "ports that are narrower than documented",
      changed(({ agent }) => (agent!.spec.ingress[0]!.ports = [{ port: 8081 }])),
      [],
      [
        {
          from: "lb gateway",
          to: "agent",
          ports: [
            { protocol: "TCP", first: 1, last: 8080 },
            { protocol: "TCP", first: 8082, last: 65535 },
            { protocol: "UDP", first: 1, last: 65535 },
            { protocol: "SCTP", first: 1, last: 65535 },
          ],
        },
      ],
    ],
    [
      "a selector that holds more than the component",
      changed(({ agent }) => agent!.spec.ingress.push({ from: [{ podSelector: {} }] })),
      [all("all other pods in namespace vald", "agent")],
      [],
    ],
    [
      "a policy of someone else's on pods of a component, though only by labels that they may have",
      [
        ...networkPolicies(args),
        {
          metadata: { name: "wide", namespace: "vald" },
          spec: {
            podSelector: { matchLabels: { "app.kubernetes.io/name": "vald" } },
            ingress: [{ ports: [{ port: 80 }] }],
          },
        },
      ],
      ["agent", "discoverer", "filter gateway", "lb gateway", "index manager"].map((c) => tcp("everyone else", c, 80)),
      [],
    ],
    [
      "a wrong app label, as a component that is not isolated",
      changed(({ agent }) => (agent!.spec.podSelector = { matchLabels: { app: "vald-agnet" } })),
      [all("agent", "everyone else"), all("everyone else", "agent")],
      [],
    ],
  ];
  for (const [what, policies, open, closed] of rows) {
    it(`finds ${what}`, () => {
      assert.deepEqual(verify({ policies, args }), { holds: false, open, closed, pods: [] });
    });
  }

  it("refuses args that declare no policies, to which any would do", () => {
    const off = { ...args, defaults: { networkPolicy: { enabled: false } } };
    assert.throws(() => verify({ policies: networkPolicies(args), args: off }), {
      constructor: NothingDeclaredError,
      message:
        "the values declare no policies, which leaves nothing to verify; turn them on with defaults.networkPolicy.enabled: true (in a file for -f)",
    });
    const components = Object.fromEntries(componentNames.map((component) => [component, { enabled: false }]));
    assert.throws(() => verify({ policies: [], args: { components } }), {
      message:
        "the values declare no policies, which leaves nothing to verify; turn them on with components.<component>.enabled: true (in a file for -f)",
    });
  });

  it("takes nothing amiss that only one end allows, because it stays closed", () => {
    const policies = changed(({ agent }) =>
      agent!.spec.ingress.push({ from: [{ podSelector: { matchLabels: { app: "vald-discoverer" } } }] }),
    );
    assert.equal(verify({ policies, args }).holds, true);
  });

  it("finds Vald where its policies are, without being told", () => {
    assert.equal(verify({ policies: networkPolicies(args) }).holds, true);
  });

  it("refuses to choose between two namespaces", () => {
    const policies = [...networkPolicies(args), ...networkPolicies({ namespace: "prod" })];
    assert.throws(() => verify({ policies }), {
      message: "policies of Vald are in namespaces prod and vald; choose one by namespace (-n)",
    });
  });

  it("takes nothing amiss that is written in another way", () => {
    const policies = changed(({ agent }) => {
      agent!.spec.ingress = [
        {
          from: [
            {
              podSelector: {
                matchExpressions: [{ key: "app", operator: "In", values: ["vald-manager-index", "vald-lb-gateway"] }],
              },
            },
          ],
        },
      ];
    });
    assert.equal(verify({ policies, args }).holds, true);
  });

  it("finds declared custom rules missing", () => {
    const declared = {
      ...args,
      components: {
        agent: { custom: { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 443 }] }] } },
      },
    };
    assert.deepEqual(verify({ policies: networkPolicies(args), args: declared }).closed, [
      tcp("agent", "10.0.0.0/8", 443),
    ]);
  });

  it("names of a range only what is not declared", () => {
    const opening = (cidr: string) => ({
      ...args,
      components: { agent: { custom: { egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }] }] } } },
    });
    const { open } = verify({ policies: networkPolicies(opening("0.0.0.0/0")), args: opening("10.0.0.0/8") });
    assert.deepEqual(open, [tcp("agent", "0.0.0.0/0 except 10.0.0.0/8", 443)]);
  });

  it("takes a component without a policy for that alone, whatever ranges the others may connect to", () => {
    const declared = {
      ...args,
      components: {
        lbGateway: { custom: { egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 443 }] }] } },
      },
    };
    const policies = networkPolicies(declared).filter(({ metadata }) => metadata.name !== "vald-manager-index-allow");
    assert.deepEqual(verify({ policies, args: declared }).open, [
      all("index manager", "everyone else"),
      all("everyone else", "index manager"),
    ]);
  });

  describe("with a component that is selected by another label than the others", () => {
    const withReplica: NetworkPoliciesArgs = { ...args, components: { agentReadreplica: { enabled: true } } };
    const without = (label: string) =>
      networkPolicies(withReplica).map((policy) => ({
        ...policy,
        spec: {
          ...policy.spec,
          egress: policy.spec.egress.filter((rule) => !JSON.stringify(rule).includes(label)),
        },
      }));

    it("does not imagine pods that are two components at once", () => {
      const policies = without("agent-readreplica");
      assert.deepEqual(verify({ policies, args: withReplica }).closed, [all("lb gateway", "agent read replica")]);
    });

    it("sees such a component without a policy for that alone", () => {
      const policies = networkPolicies(withReplica).filter(
        ({ metadata }) => metadata.name !== "agent-readreplica-allow",
      );
      const { open, closed } = verify({ policies, args: withReplica });
      assert.deepEqual(open, [all("agent read replica", "everyone else"), all("everyone else", "agent read replica")]);
      assert.deepEqual(closed, []);
    });

    it("holds for pod labels of several keys too", () => {
      const podLabels = { role: "copy", tier: "search" };
      const named: NetworkPoliciesArgs = { ...args, components: { agentReadreplica: { enabled: true, podLabels } } };
      const policies = networkPolicies(named).map((policy) => ({
        ...policy,
        spec: { ...policy.spec, egress: policy.spec.egress.filter((rule) => !JSON.stringify(rule).includes("copy")) },
      }));
      assert.deepEqual(verify({ policies, args: named }).closed, [all("lb gateway", "agent read replica")]);
    });

    it("still sees the pods of a component that all fit another's labels too", () => {
      const podLabels = { app: "vald-agent", role: "copy" };
      const nested: NetworkPoliciesArgs = { ...args, components: { agentReadreplica: { enabled: true, podLabels } } };
      const rule = { from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] };
      const policies = networkPolicies(nested).map((policy) =>
        policy.metadata.name === "agent-readreplica-allow"
          ? { ...policy, spec: { ...policy.spec, ingress: [...policy.spec.ingress, rule] } }
          : policy,
      );
      const { open } = verify({ policies, args: nested });
      assert.ok(open.some(({ from, to }) => from.startsWith("all other pods") && to === "agent read replica"));
    });
  });

  it("says other for what a declared rule leaves of a wider one", () => {
    const shop = { matchLabels: { "kubernetes.io/metadata.name": "shop" } };
    const admitting = (peer: NetworkPolicyPeer) => ({
      ...args,
      components: { agent: { custom: { ingress: [{ from: [peer] }] } } },
    });
    const policies = networkPolicies(admitting({ namespaceSelector: shop }));
    const declared = admitting({ namespaceSelector: shop, podSelector: { matchLabels: { app: "web" } } });
    assert.deepEqual(verify({ policies, args: declared }).open, [all("all other pods in namespace shop", "agent")]);
  });

  it("proves what any valid args render, custom rules and all", () => {
    fc.assert(
      fc.property(validArgs, (any) => {
        const policies = networkPolicies(any);
        if (policies.length === 0) return assert.throws(() => verify({ policies, args: any }), NothingDeclaredError);
        const { open, closed } = verify({ policies, args: any });
        assert.deepEqual({ open, closed }, { open: [], closed: [] });
      }),
      { numRuns: 8 },
    );
  });

  describe("of two Valds in one namespace", () => {
    const instance = (name: string) => ({
      ...args,
      namePrefix: `${name}-`,
      instanceLabels: { "app.kubernetes.io/instance": name },
    });
    const policies = ["blue", "green"].flatMap((name) => networkPolicies(instance(name)));

    it("proves each beside the other's policies", () => {
      assert.deepEqual(
        ["blue", "green"].map((name) => verify({ policies, args: instance(name) }).holds),
        [true, true],
      );
    });

    it("finds that one admits the other's components where only their own labels select them", () => {
      const wide = structuredClone(policies);
      wide[0]!.spec.ingress[0] = { from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] };
      assert.deepEqual(verify({ policies: wide, args: instance("blue") }).open, [
        all("other pods app=vald-lb-gateway in namespace vald", "agent"),
      ]);
    });
  });

  describe("with pods", () => {
    const pod = (name: string, app: string): Pod => ({ name, namespace: "vald", labels: { app } });
    const apps = ["agent", "discoverer", "filter-gateway", "lb-gateway", "manager-index"];
    const right = apps.map((app) => pod(`${app}-0`, `vald-${app}`));

    it("proves a cluster in which every pod has its policy", () => {
      assert.equal(verify({ policies: networkPolicies(args), args, pods: right }).holds, true);
    });

    it("finds a pod whose label fits no policy, and the policy that is left without a pod", () => {
      const pods = [...right.slice(1), pod("agent-0", "vald-agnet")];
      assert.deepEqual(verify({ policies: networkPolicies(args), args, pods }).pods, [
        { code: "pod-without-policy", name: "vald/agent-0", open: ["ingress", "egress"] },
        { code: "policy-selects-no-pod", name: "vald/vald-agent-allow" },
      ]);
    });

    it("leaves pods of other namespaces alone", () => {
      const pods = [...right, { ...pod("web-0", "web"), namespace: "shop" }];
      assert.equal(verify({ policies: networkPolicies(args), args, pods }).holds, true);
    });
  });
});
