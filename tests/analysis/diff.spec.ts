import assert from "node:assert/strict";
import fc from "fast-check";
import { diff } from "../../analysis/diff";
import type { Given } from "../../analysis/given";
import {
  type CustomRules,
  type LabelSelectorRequirement,
  type NetworkPoliciesArgs,
  networkPolicies,
} from "../../policies";
import { validArgs } from "../arbitraries/args";
import { customRules } from "../arbitraries/rules";

const given = (args: NetworkPoliciesArgs): Given => ({ policies: networkPolicies(args), args });
const base: NetworkPoliciesArgs = { namespace: "vald" };
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
const onLb = (from: string, port: number, endPort = port): NetworkPoliciesArgs => ({
  ...base,
  components: {
    lbGateway: {
      custom: {
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": from } } }],
            ports: [{ port, endPort }],
          },
        ],
      },
    },
  },
});

describe("diff", () => {
  it("is empty between any policies and themselves", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        assert.deepEqual(diff(given(args), given(args)), { opens: [], closes: [] });
      }),
      { numRuns: 8 },
    );
  });

  it("says what opens", () => {
    assert.deepEqual(diff(given(base), given(onLb("shop", 8081))), {
      opens: [
        { from: "all pods in namespace shop", to: "lb gateway", ports: [{ protocol: "TCP", first: 8081, last: 8081 }] },
      ],
      closes: [],
    });
  });

  it("says of a rule that moves what opens and what closes", () => {
    assert.deepEqual(diff(given(onLb("shop", 8000, 8090)), given(onLb("shop", 8081, 8100))), {
      opens: [
        { from: "all pods in namespace shop", to: "lb gateway", ports: [{ protocol: "TCP", first: 8091, last: 8100 }] },
      ],
      closes: [
        { from: "all pods in namespace shop", to: "lb gateway", ports: [{ protocol: "TCP", first: 8000, last: 8080 }] },
      ],
    });
  });

  it("gives the two sides the other way round for the change taken back", () => {
    const onAgent = (custom: CustomRules) => given({ ...base, components: { agent: { custom } } });
    fc.assert(
      fc.property(customRules, customRules, (before, after) => {
        const there = diff(onAgent(before), onAgent(after));
        const back = diff(onAgent(after), onAgent(before));
        assert.deepEqual([there.opens, there.closes], [back.closes, back.opens]);
      }),
      { numRuns: 10 },
    );
  });

  it("says nothing of a rule that only repeats the table", () => {
    const repeated = {
      ...base,
      components: {
        agent: { custom: { ingress: [{ from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] }] } },
      },
    };
    assert.deepEqual(diff(given(base), given(repeated)), { opens: [], closes: [] });
  });

  const contradictions: [what: string, ...both: LabelSelectorRequirement[]][] = [
    ["there and not there", { key: "app", operator: "Exists" }, { key: "app", operator: "DoesNotExist" }],
    [
      "one value and not that one",
      { key: "app", operator: "In", values: ["a"] },
      { key: "app", operator: "NotIn", values: ["a"] },
    ],
  ];
  for (const [what, ...matchExpressions] of contradictions) {
    it(`says nothing of a rule for pods whose label is ${what}`, () => {
      const podSelector = { matchExpressions };
      const custom = { ingress: [{ from: [{ podSelector }] }], egress: [{ to: [{ podSelector }] }] };
      const after = given({ ...base, defaults: { networkPolicy: { custom } } });
      assert.deepEqual(diff(given(base), after), { opens: [], closes: [] });
    });
  }

  it("takes a component that is turned off to still run, open to everyone", () => {
    const without = { ...base, components: { filterGateway: { enabled: false } } };
    assert.deepEqual(diff(given(base), given(without)), {
      opens: [
        { from: "filter gateway", to: "everyone else", ports: everyPort },
        { from: "everyone else", to: "filter gateway", ports: everyPort },
      ],
      closes: [{ from: "filter gateway", to: "lb gateway", ports: everyPort }],
    });
  });

  it("takes a side that names no namespace to mean the other side's", () => {
    const { namespace: _, ...nowhere } = onLb("shop", 8081);
    assert.equal(diff(given(base), { policies: networkPolicies(onLb("shop", 8081)), args: nowhere }).opens.length, 1);
  });

  it("refuses to compare two namespaces, which have no pods in common", () => {
    assert.throws(() => diff(given(base), given({ ...onLb("shop", 8081), namespace: "prod" })), {
      message:
        "Vald moves from namespace vald to prod, which leaves nothing to compare; put both sides into one namespace",
    });
  });

  it("does not ask of a range whose pods are isolated in it", () => {
    const s3: NetworkPoliciesArgs = {
      ...base,
      components: {
        agent: { custom: { egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] }] } },
      },
    };
    const closed = { metadata: { name: "deny", namespace: "billing" }, spec: { podSelector: {} } };
    const after = { ...given(s3), policies: [...networkPolicies(s3), closed] };
    assert.deepEqual(diff(given(s3), after), { opens: [], closes: [] });
  });

  it("names the pods of Vald that a range reaches once they admit it", () => {
    const wide = { egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] }] };
    const before: NetworkPoliciesArgs = { ...base, components: { agent: { custom: wide } } };
    const admitting = { ingress: [{ from: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] };
    const after = { ...base, components: { agent: { custom: wide }, discoverer: { custom: admitting } } };
    assert.deepEqual(diff(given(before), given(after)).opens, [
      {
        from: "agent",
        to: "discoverer with an address in 0.0.0.0/0",
        ports: [{ protocol: "TCP", first: 443, last: 443 }],
      },
    ]);
  });

  it("compares policies all the same where the args turn them off", () => {
    const off: NetworkPoliciesArgs = { ...base, defaults: { networkPolicy: { enabled: false } } };
    const [before, after] = [networkPolicies(base), networkPolicies(onLb("shop", 8081))];
    const { opens, closes } = diff({ policies: before, args: off }, { policies: after, args: off });
    assert.deepEqual({ opens, closes }, diff({ policies: before, args: base }, { policies: after, args: base }));
    assert.equal(opens.length, 1);
  });

  describe("with rules that select pods beside Vald by labels of their own", () => {
    const titles = ["agent", "discoverer", "filter gateway", "lb gateway", "index manager"];
    const pods = (app: string) => [{ podSelector: { matchLabels: { app, tier: "watch" } } }];
    const custom = { ingress: [{ from: pods("pyroscope") }], egress: [{ to: pods("collector") }] };
    const watched: NetworkPoliciesArgs = { ...base, defaults: { networkPolicy: { custom } } };
    const tier = { podSelector: { matchLabels: { tier: "watch" } } };
    const rules = { ingress: [{ from: [tier] }], egress: [{ to: [tier] }] };
    const byTier = { ...base, defaults: { networkPolicy: { custom: rules } } };
    const all = { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] };
    const backup = { egress: [{ to: [{ ipBlock: all }], ports: [{ port: 443 }] }] };
    const agent = { components: { agent: { custom: backup } } };
    const lines = ({ opens }: ReturnType<typeof diff>) => opens.map(({ from, to }) => `${from} -> ${to}`);
    const ofTier = [
      ...titles.map((title) => `${title} -> pods tier=watch in namespace vald`),
      ...titles.map((title) => `pods tier=watch in namespace vald -> ${title}`),
    ];

    it("says it of all of these pods at once, whatever component they might be", () => {
      assert.deepEqual(lines(diff(given(base), given(watched))), [
        ...titles.map((title) => `${title} -> pods app=collector,tier=watch in namespace vald`),
        ...titles.map((title) => `pods app=pyroscope,tier=watch in namespace vald -> ${title}`),
      ]);
      assert.deepEqual(lines(diff(given(base), given(byTier))), ofTier);
    });

    it("does not say it again of the pods that a range holds", () => {
      assert.deepEqual(lines(diff(given({ ...base, ...agent }), given({ ...byTier, ...agent }))), ofTier);
      assert.deepEqual(lines(diff(given(byTier), given({ ...byTier, ...agent }))), [
        "agent -> 0.0.0.0/0 except 10.0.0.0/8",
      ]);
    });

    it("says other where it does not hold for all of them", () => {
      const closed = {
        metadata: { name: "closed", namespace: "vald" },
        spec: { podSelector: { matchLabels: { app: "watcher" } }, policyTypes: ["Egress"] },
      };
      const policies = (args: NetworkPoliciesArgs) => [...networkPolicies(args), closed];
      const change = diff({ policies: policies(base), args: base }, { policies: policies(byTier), args: base });
      const others = lines(change).filter((line) => line.startsWith("other pods tier=watch"));
      assert.equal(others.length, 5);
    });
  });

  it("compares a component that the two sides select differently by the labels of either, and names it by these", () => {
    const renamed = { ...base, components: { agent: { name: "foo" } } };
    const [old, next] = ["agent (app=vald-agent)", "agent (app=foo)"];
    const gateways = (to: string) => ["lb gateway", "index manager"].map((from) => ({ from, to }));
    const open = (title: string) => [
      { from: title, to: "everyone else" },
      { from: "everyone else", to: title },
    ];
    const { opens, closes } = diff(given(base), given(renamed));
    const ends = (connections: typeof opens) => connections.map(({ from, to }) => ({ from, to })).sort(byText);
    assert.deepEqual(ends(opens), [...open(old), ...gateways(next)].sort(byText));
    assert.deepEqual(ends(closes), [...open(next), ...gateways(old)].sort(byText));
  });

  it("sees the pods without a label that is selected by from now on, isolated by nothing", () => {
    const { opens, closes } = diff(given(base), given({ ...base, instanceLabels: { instance: "blue" } }));
    const lines = opens.map(({ from, to }) => `${from} -> ${to}`);
    assert.ok(lines.includes("agent (app=vald-agent) -> everyone else"), lines.join("\n"));
    // As before, by what is open to everyone now, or by the policies of those with the label.
    assert.ok(!closes.some(({ to }) => to === "kube-system"));
  });

  it("sees that a policy or a peer selects others of a component's pods by another label", () => {
    const all = { ipBlock: { cidr: "0.0.0.0/0" } };
    const outward = (role: string) => ({
      metadata: { name: "outward", namespace: "vald" },
      spec: {
        podSelector: { matchLabels: { app: "vald-agent", role } },
        policyTypes: ["Egress" as const],
        egress: [{ to: [all] }],
      },
    });
    const dns = { metadata: { name: "dns", namespace: "kube-system" }, spec: { podSelector: {} } };
    const inward = (role: string) => {
      const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "vald" } };
      const podSelector = { matchLabels: { app: "vald-agent", role } };
      return { ...dns, spec: { ...dns.spec, ingress: [{ from: [{ namespaceSelector, podSelector }] }] } };
    };
    for (const [by, to] of [
      [outward, "0.0.0.0/0"],
      [inward, "kube-system"],
    ] as const) {
      const side = (role: string): Given => ({ policies: [...networkPolicies(base), by(role)], args: base });
      const line = [{ from: "agent", to, ports: everyPort }];
      assert.deepEqual(diff(side("writer"), side("reader")), { opens: line, closes: line });
      assert.deepEqual(diff(side("writer"), side("writer")), { opens: [], closes: [] });
    }
  });

  it("sees all policies taken away", () => {
    const { opens, closes } = diff(given(base), given({ ...base, defaults: { networkPolicy: { enabled: false } } }));
    assert.ok(opens.some(({ from, to }) => from === "everyone else" && to === "agent"));
    assert.deepEqual(closes, []);
  });
});

function byText(a: object, b: object): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
