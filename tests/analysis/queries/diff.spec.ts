import assert from "node:assert/strict";
import fc from "fast-check";
import type { AnalysisInput } from "../../../analysis/model/analysisInput";
import type { Pod } from "../../../analysis/model/peer";
import { diff } from "../../../analysis/queries/diff";
import {
  type Component,
  type CustomRules,
  endpointText,
  type LabelSelectorRequirement,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicyManifest,
} from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";
import { customRules } from "../../../testing/arbitraries/rules";
import { connectionText } from "./connectionText";
import { runs } from "../../../testing/runs";

const inputOf = (args: NetworkPoliciesArgs): AnalysisInput => ({ policies: networkPolicies(args), args });
const base: NetworkPoliciesArgs = { namespace: "vald" };
const noDifference = { added: [], removed: [], undecided: [] };
const withCustom = (component: Component, custom: CustomRules): NetworkPoliciesArgs => ({
  ...base,
  components: { [component]: { custom } },
});
/** The lb gateway admits namespace shop on a range of ports. */
const admittingShop = (port: number, endPort = port) =>
  withCustom("lbGateway", {
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }],
        ports: [{ port, endPort }],
      },
    ],
  });
const internetRules = (...except: string[]): CustomRules => ({
  egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except } }], ports: [{ port: 443 }] }],
});

/** The differences as text. */
function differences(before: AnalysisInput, after: AnalysisInput): { added: string[]; removed: string[] } {
  const { added, removed } = diff(before, after);
  return { added: added.map(connectionText), removed: removed.map(connectionText) };
}

describe("diff", () => {
  it("is empty between any policies and themselves", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        assert.deepEqual(diff(inputOf(args), inputOf(args)), noDifference);
      }),
      { numRuns: runs(3) },
    );
  });

  it("swaps its two sides if the change is reverted", () => {
    const input = (custom: CustomRules) => inputOf(withCustom("agent", custom));
    fc.assert(
      fc.property(customRules, customRules, (before, after) => {
        const change = diff(input(before), input(after));
        const revert = diff(input(after), input(before));
        assert.deepEqual([change.added, change.removed], [revert.removed, revert.added]);
      }),
      { numRuns: runs(1) },
    );
  });

  it("returns each connection as data", () => {
    assert.deepEqual(diff(inputOf(base), inputOf(admittingShop(8081))), {
      added: [
        {
          from: {
            kind: "peers",
            peers: {
              pods: true,
              namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop"] }],
            },
          },
          to: { kind: "component", component: "lbGateway" },
          ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
        },
      ],
      removed: [],
      undecided: [],
    });
  });

  it("returns the ports that a change adds and the ports that it removes", () => {
    assert.deepEqual(differences(inputOf(admittingShop(8000, 8090)), inputOf(admittingShop(8081, 8100))), {
      added: ["all pods in namespace shop -> lb gateway, TCP 8091-8100"],
      removed: ["all pods in namespace shop -> lb gateway, TCP 8000-8080"],
    });
  });

  it("is empty for a custom rule that repeats the documented table", () => {
    const lbGateway = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
    const repeating = withCustom("agent", { ingress: [{ from: [lbGateway] }] });
    assert.deepEqual(diff(inputOf(base), inputOf(repeating)), noDifference);
  });

  const contradictions: [what: string, ...requirements: LabelSelectorRequirement[]][] = [
    ["both present and absent", { key: "app", operator: "Exists" }, { key: "app", operator: "DoesNotExist" }],
    [
      "both equal to and different from a value",
      { key: "app", operator: "In", values: ["a"] },
      { key: "app", operator: "NotIn", values: ["a"] },
    ],
  ];
  for (const [what, ...matchExpressions] of contradictions) {
    it(`is empty for a rule whose label must be ${what}`, () => {
      const podSelector = { matchExpressions };
      const custom = { ingress: [{ from: [{ podSelector }] }], egress: [{ to: [{ podSelector }] }] };
      const after = inputOf({ ...base, defaults: { networkPolicy: { custom } } });
      assert.deepEqual(diff(inputOf(base), after), noDifference);
    });
  }

  it("treats a component that is turned off as still running, without isolation", () => {
    const after = { ...base, components: { filterGateway: { enabled: false } } };
    assert.deepEqual(differences(inputOf(base), inputOf(after)), {
      added: ["filter gateway -> everyone else, all ports", "everyone else -> filter gateway, all ports"],
      removed: ["filter gateway -> lb gateway, all ports"],
    });
  });

  it("treats all components as open if all policies are turned off", () => {
    const after = { ...base, defaults: { networkPolicy: { enabled: false } } };
    assert.deepEqual(differences(inputOf(base), inputOf(after)), {
      added: [
        "agent -> everyone else, all ports",
        "discoverer -> everyone else, all ports",
        "filter gateway -> everyone else, all ports",
        "lb gateway -> everyone else, all ports",
        "index manager -> everyone else, all ports",
        "everyone -> filter gateway, all ports",
        "everyone -> index manager, all ports",
        "everyone else -> agent, all ports",
        "everyone else -> discoverer, all ports",
        "everyone else -> lb gateway, all ports",
      ],
      removed: [],
    });
  });

  it("compares the given policies even if the args turn policies off", () => {
    const off: NetworkPoliciesArgs = { ...base, defaults: { networkPolicy: { enabled: false } } };
    const [before, after] = [networkPolicies(base), networkPolicies(admittingShop(8081))];
    assert.deepEqual(differences({ policies: before, args: off }, { policies: after, args: off }), {
      added: ["all pods in namespace shop -> lb gateway, TCP 8081"],
      removed: [],
    });
  });

  it("uses the other side's namespace if one side names no namespace", () => {
    const { namespace: _, ...args } = admittingShop(8081);
    const after = { policies: networkPolicies(admittingShop(8081)), args };
    assert.equal(diff(inputOf(base), after).added.length, 1);
  });

  it("rejects two different namespaces, because they have no pods in common", () => {
    assert.throws(() => diff(inputOf(base), inputOf({ ...admittingShop(8081), namespace: "prod" })), {
      message:
        "the two sides cannot be compared, because Vald runs in namespace vald before the change and in namespace prod after it; use the same namespace on both sides",
    });
  });
});

describe("diff, with a namespace whose labels change", () => {
  const from = [{ namespaceSelector: { matchLabels: { team: "a" } } }];
  const args: NetworkPoliciesArgs = { ...base, components: { agent: { custom: { ingress: [{ from }] } } } };
  const input = (of: NetworkPoliciesArgs, team: string): AnalysisInput => ({
    ...inputOf(of),
    namespaces: { shop: { "kubernetes.io/metadata.name": "shop", team } },
  });

  it("says that the comparison does not decide what these labels change", () => {
    const { undecided } = diff(input(args, "a"), input(args, "b"));
    assert.deepEqual(undecided, [{ code: "namespace-labels", namespaces: ["shop"] }]);
  });

  it("says nothing if no policy refers to the labels", () => {
    assert.deepEqual(diff(input(base, "a"), input(base, "b")), noDifference);
  });
});

describe("diff, with CIDR blocks", () => {
  it("reports pods with an address in a block once another policy isolates them", () => {
    const internet = withCustom("agent", internetRules());
    const denyAll = { metadata: { name: "deny", namespace: "billing" }, spec: { podSelector: {} } };
    const after = { args: internet, policies: [...networkPolicies(internet), denyAll] };
    assert.deepEqual(differences(inputOf(internet), after), {
      added: [],
      removed: ["agent -> all pods in namespace billing with an address in 0.0.0.0/0, TCP 443"],
    });
  });

  it("reports connections through a block to Vald's pods once these pods admit the source", () => {
    const before: NetworkPoliciesArgs = { ...base, components: { agent: { custom: internetRules() } } };
    const admittingAgent = { ingress: [{ from: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] };
    const after = { ...base, components: { ...before.components, discoverer: { custom: admittingAgent } } };
    assert.deepEqual(differences(inputOf(before), inputOf(after)).added, [
      "agent -> pods app=vald-discoverer in namespace vald with an address in 0.0.0.0/0, TCP 443",
    ]);
  });

  it("names only those pods of a component that a block did not contain", () => {
    const admitting = { ingress: [{ from: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] };
    const args = (to: object[]): NetworkPoliciesArgs => ({
      ...base,
      components: { agent: { custom: { egress: [{ to }] } }, discoverer: { custom: admitting } },
    });
    const added = differences(
      inputOf(args([{ ipBlock: { cidr: "10.0.0.0/8" } }])),
      inputOf(args([{ ipBlock: { cidr: "10.0.0.0/8" } }, { podSelector: {} }])),
    ).added;
    assert.deepEqual(added, [
      "agent -> pods app=vald-discoverer in namespace vald except 10.0.0.0/8, all ports",
      "agent -> all other pods in namespace vald except 10.0.0.0/8, all ports",
    ]);
  });
});

describe("diff, with rules for pods with other labels", () => {
  const titles = ["agent", "discoverer", "filter gateway", "lb gateway", "index manager"];
  const tierRules = (labels: { ingress: object; egress: object }): NetworkPoliciesArgs => ({
    ...base,
    defaults: {
      networkPolicy: {
        custom: {
          ingress: [{ from: [{ podSelector: { matchLabels: { ...labels.ingress, tier: "watch" } } }] }],
          egress: [{ to: [{ podSelector: { matchLabels: { ...labels.egress, tier: "watch" } } }] }],
        },
      },
    },
  });
  const tierArgs = tierRules({ ingress: {}, egress: {} });
  const allOfTier = [
    ...titles.map((title) => `${title} -> pods tier=watch in namespace vald, all ports`),
    ...titles.map((title) => `pods tier=watch in namespace vald -> ${title}, all ports`),
  ];
  const backup = { components: { agent: { custom: internetRules("10.0.0.0/8") } } };

  it("reports all of these pods together, regardless of the component to which they might belong", () => {
    const appArgs = tierRules({ ingress: { app: "pyroscope" }, egress: { app: "collector" } });
    assert.deepEqual(differences(inputOf(base), inputOf(appArgs)).added, [
      ...titles.map((title) => `${title} -> pods app=collector,tier=watch in namespace vald, all ports`),
      ...titles.map((title) => `pods app=pyroscope,tier=watch in namespace vald -> ${title}, all ports`),
    ]);
    assert.deepEqual(differences(inputOf(base), inputOf(tierArgs)).added, allOfTier);
  });

  it("does not repeat these pods for a CIDR block that was open to their addresses", () => {
    const [, ...others] = allOfTier;
    assert.deepEqual(differences(inputOf({ ...base, ...backup }), inputOf({ ...tierArgs, ...backup })).added, [
      "agent -> pods tier=watch in namespace vald with an address in 10.0.0.0/8 and ::/0, TCP 443",
      "agent -> pods tier=watch in namespace vald, all ports but TCP 443",
      ...others,
    ]);
    assert.deepEqual(differences(inputOf(tierArgs), inputOf({ ...tierArgs, ...backup })).added, [
      "agent -> 0.0.0.0/0 except 10.0.0.0/8 except pods tier=watch in namespace vald, TCP 443",
    ]);
  });

  it("reports the other pods if another policy isolates some of them", () => {
    const watcherPolicy: NetworkPolicyManifest = {
      metadata: { name: "watcher", namespace: "vald" },
      spec: { podSelector: { matchLabels: { app: "watcher" } }, policyTypes: ["Egress"] },
    };
    const input = (args: NetworkPoliciesArgs) => ({ policies: [...networkPolicies(args), watcherPolicy], args: base });
    const { added } = differences(input(base), input(tierArgs));
    const others = "pods app notin (watcher),tier=watch in namespace vald";
    assert.deepEqual(
      added.filter((line) => line.startsWith(others)),
      titles.map((title) => `${others} -> ${title}, all ports`),
    );
  });
});

describe("diff, with two sides that select a component by different labels", () => {
  it("compares the pods with either side's labels, and adds these labels to the component's name", () => {
    const renamed = { ...base, components: { agent: { name: "foo" } } };
    const { added, removed } = differences(inputOf(base), inputOf(renamed));
    assert.deepEqual(added, [
      "agent (app=vald-agent) -> everyone else, all ports",
      "lb gateway -> agent (app=foo), all ports",
      "index manager -> agent (app=foo), all ports",
      "everyone else -> agent (app=vald-agent), all ports",
    ]);
    assert.deepEqual(removed, [
      "agent (app=foo) -> everyone else, all ports",
      "lb gateway -> agent (app=vald-agent), all ports",
      "index manager -> agent (app=vald-agent), all ports",
      "everyone else -> agent (app=foo), all ports",
    ]);
  });

  it("finds that pods without the selector's new label are open", () => {
    const { added, removed } = diff(inputOf(base), inputOf({ ...base, instanceLabels: { instance: "blue" } }));
    const lines = added.map(connectionText);
    assert.ok(lines.includes("agent (app=vald-agent) -> everyone else, all ports"), lines.join("\n"));
    // Every pod can still connect to kube-system: either no policy isolates the pod, or the pod has the new label.
    assert.deepEqual(
      removed.filter(({ to }) => endpointText(to) === "kube-system"),
      [],
    );
  });

  const policyOn = (role: string): NetworkPolicyManifest => ({
    metadata: { name: "outward", namespace: "vald" },
    spec: {
      podSelector: { matchLabels: { app: "vald-agent", role } },
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
    },
  });
  const peerOf = (role: string): NetworkPolicyManifest => {
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "vald" } };
    const podSelector = { matchLabels: { app: "vald-agent", role } };
    return {
      metadata: { name: "dns", namespace: "kube-system" },
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector, podSelector }] }] },
    };
  };
  const rows: [what: string, policy: (role: string) => NetworkPolicyManifest, to: string][] = [
    ["a policy selects", policyOn, "0.0.0.0/0"],
    ["a peer matches", peerOf, "kube-system"],
  ];
  for (const [what, policy, to] of rows) {
    it(`finds that ${what} different pods of a component, by a label that Vald does not use`, () => {
      const input = (role: string): AnalysisInput => ({
        policies: [...networkPolicies(base), policy(role)],
        args: base,
      });
      const agent = (role: string): Pod => ({ namespace: "vald", labels: { app: "vald-agent", role } });
      const line = (role: string) => [`pods app=vald-agent,role=${role} in namespace vald -> ${to}, all ports`];
      const [before, after] = [input("writer"), input("reader")];
      const pods = [agent("writer"), agent("reader")];
      const [reason] = diff(before, after).undecided;
      assert.deepEqual(reason, { code: "pod-labels", labels: ["role"] });
      assert.deepEqual(differences({ ...before, pods }, { ...after, pods }), {
        added: line("reader"),
        removed: line("writer"),
      });
      assert.deepEqual(diff(before, before), noDifference);
    });
  }

  it("does not claim that rules of an undeclared direction have no effect if the network plugin enforces them", () => {
    const side = (port: number, cni?: "cilium"): AnalysisInput => ({
      policies: [
        ...networkPolicies(base),
        {
          metadata: { name: "reports", namespace: "vald" },
          spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [], egress: [{ ports: [{ port }] }] },
        },
      ],
      args: { ...base, ...(cni !== undefined && { cni }) },
    });
    assert.deepEqual(diff(side(80, "cilium"), side(443, "cilium")), {
      ...noDifference,
      undecided: [{ code: "undeclared-directions", cni: "cilium", policies: ["vald/reports"] }],
    });
    assert.deepEqual(diff(side(80, "cilium"), side(80, "cilium")), noDifference);
    assert.deepEqual(diff(side(80), side(443)), noDifference);
  });
});
