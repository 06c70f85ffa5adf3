import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { AnalysisInput } from "../../../analysis/model/analysisInput";
import type { Pod } from "../../../analysis/model/peer";
import { NoPoliciesDeclaredError, verify } from "../../../analysis/queries/verify";
import {
  type Component,
  componentNames,
  type CustomRules,
  type LabelMap,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicy,
  type NetworkPolicyManifest,
  type NetworkPolicyPeer,
} from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";
import { connectionText } from "./connectionText";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const documented = networkPolicies(args);

/** The differences as text. */
function differences(input: AnalysisInput): { unexpected: string[]; missing: string[] } {
  const { unexpected, missing } = verify(input);
  return { unexpected: unexpected.map(connectionText), missing: missing.map(connectionText) };
}

/** A copy of the policies in which the named policy is changed. */
function withChange<T extends NetworkPolicyManifest>(
  policies: readonly T[],
  name: string,
  change: (spec: T["spec"]) => void,
): T[] {
  const copy = structuredClone([...policies]);
  const policy = copy.find(({ metadata }) => metadata.name === name);
  assert.ok(policy);
  change(policy.spec);
  return copy;
}

const without = <T extends NetworkPolicyManifest>(policies: readonly T[], name: string) =>
  policies.filter(({ metadata }) => metadata.name !== name);
const withCustom = (component: Component, custom: CustomRules): NetworkPoliciesArgs => ({
  ...args,
  components: { [component]: { custom } },
});
const tcp443To = (cidr: string): CustomRules => ({ egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }] }] });
const shop = { matchLabels: { "kubernetes.io/metadata.name": "shop" } };

describe("verify", () => {
  it("holds for the rendered policies", () => {
    assert.deepEqual(verify({ policies: documented, args }), {
      verdict: "holds",
      unexpected: [],
      missing: [],
      pods: [],
      undecided: [],
    });
  });

  it("returns each difference as data", () => {
    const policies = withChange(documented, "vald-lb-gateway-allow", ({ ingress }) =>
      ingress.push({ from: [{ namespaceSelector: shop }], ports: [{ port: 8081 }] }),
    );
    assert.deepEqual(verify({ policies, args }), {
      verdict: "differs",
      unexpected: [
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
      missing: [],
      pods: [],
      undecided: [],
    });
  });

  const agentIsOpen = ["agent -> everyone else, all ports", "everyone else -> agent, all ports"];
  const rows: [what: string, policies: NetworkPolicyManifest[], unexpected: string[], missing: string[]][] = [
    ["a missing policy", without(documented, "vald-agent-allow"), agentIsOpen, []],
    [
      "a policy with a misspelled app label, because nothing isolates the component",
      withChange(documented, "vald-agent-allow", (spec) => (spec.podSelector = { matchLabels: { app: "vald-agnet" } })),
      [
        "agent -> everyone else except pods app=vald-agnet in namespace vald, all ports",
        "everyone else except pods app=vald-agnet in namespace vald -> agent, all ports",
      ],
      [],
    ],
    [
      "a rule that is missing at one end, and reports it once",
      withChange(documented, "vald-agent-allow", ({ ingress }) => ingress.shift()),
      [],
      ["lb gateway -> agent, all ports"],
    ],
    [
      "a direction that is not isolated",
      withChange(documented, "vald-discoverer-allow", (spec) => (spec.policyTypes = ["Ingress"])),
      ["discoverer -> everyone else, all ports"],
      [],
    ],
    [
      "fewer ports than documented",
      withChange(documented, "vald-agent-allow", ({ ingress }) => (ingress[0]!.ports = [{ port: 8081 }])),
      [],
      ["lb gateway -> agent, all ports but TCP 8081"],
    ],
    [
      "a selector that matches more pods than the component's",
      withChange(documented, "vald-agent-allow", ({ ingress }) => ingress.push({ from: [{ podSelector: {} }] })),
      ["all other pods in namespace vald -> agent, all ports"],
      [],
    ],
  ];
  for (const [what, policies, unexpected, missing] of rows) {
    it(`finds ${what}`, () => {
      assert.deepEqual(differences({ policies, args }), { unexpected, missing });
      assert.equal(verify({ policies, args }).verdict, "differs");
    });
  }

  describe("with a policy that selects pods by a label that Vald does not use", () => {
    const wide: NetworkPolicyManifest = {
      metadata: { name: "wide", namespace: "vald" },
      spec: {
        podSelector: { matchLabels: { team: "search" } },
        policyTypes: ["Ingress"],
        ingress: [{ ports: [{ port: 80 }] }],
      },
    };
    const agent = (labels: LabelMap): Pod => ({ namespace: "vald", labels: { app: "vald-agent", ...labels } });
    const verifyPods = (...pods: Pod[]) => {
      const { verdict, unexpected, undecided } = verify({ policies: [...documented, wide], args, pods });
      return { verdict, unexpected: unexpected.map(connectionText), undecided };
    };

    it("is unknown without pods", () => {
      const { verdict, unexpected, missing, undecided } = verify({ policies: [...documented, wide], args });
      assert.deepEqual([unexpected, missing], [[], []]);
      assert.deepEqual(undecided, [{ code: "pod-labels", labels: ["team"] }]);
      assert.equal(verdict, "unknown");
    });

    it("finds the connections of a pod with the label", () => {
      assert.deepEqual(verifyPods(agent({ team: "search" })), {
        verdict: "differs",
        unexpected: ["everyone else -> pods app=vald-agent,team=search in namespace vald, TCP 80"],
        undecided: [],
      });
    });

    it("finds no connections of pods without the label", () => {
      assert.deepEqual(verifyPods(agent({}), agent({ team: "sales" })).unexpected, []);
    });
  });

  it("finds that a declared custom rule is missing", () => {
    assert.deepEqual(differences({ policies: documented, args: withCustom("agent", tcp443To("10.0.0.0/8")) }), {
      unexpected: [],
      missing: ["agent -> 10.0.0.0/8, TCP 443"],
    });
  });

  it("reports only a block's undeclared addresses", () => {
    const policies = networkPolicies(withCustom("agent", tcp443To("0.0.0.0/0")));
    assert.deepEqual(differences({ policies, args: withCustom("agent", tcp443To("10.0.0.0/8")) }), {
      unexpected: ["agent -> 0.0.0.0/0 except 10.0.0.0/8, TCP 443"],
      missing: [],
    });
  });

  it("reports only a selector's undeclared pods", () => {
    const admitting = (peer: NetworkPolicyPeer) => withCustom("agent", { ingress: [{ from: [peer] }] });
    const policies = networkPolicies(admitting({ namespaceSelector: shop }));
    const declared = admitting({ namespaceSelector: shop, podSelector: { matchLabels: { app: "web" } } });
    assert.deepEqual(differences({ policies, args: declared }), {
      unexpected: ["pods app notin (web) in namespace shop -> agent, all ports"],
      missing: [],
    });
  });

  it("reports a component without a policy once, regardless of the CIDR blocks that are open to other components", () => {
    const declared = withCustom("lbGateway", tcp443To("10.0.0.0/8"));
    const policies = without(networkPolicies(declared), "vald-manager-index-allow");
    assert.deepEqual(differences({ policies, args: declared }), {
      unexpected: [
        "lb gateway -> pods app=vald-manager-index in namespace vald with an address in 10.0.0.0/8, TCP 443",
        "index manager -> everyone else, all ports",
        "everyone else -> index manager, all ports",
      ],
      missing: [],
    });
  });

  it("accepts a rule at only one end, because the connection stays denied", () => {
    const policies = withChange(documented, "vald-agent-allow", ({ ingress }) =>
      ingress.push({ from: [{ podSelector: { matchLabels: { app: "vald-discoverer" } } }] }),
    );
    assert.equal(verify({ policies, args }).verdict, "holds");
  });

  it("accepts equivalent rules in another notation", () => {
    const expression = { key: "app", operator: "In", values: ["vald-manager-index", "vald-lb-gateway"] };
    const policies = withChange(documented, "vald-agent-allow", (spec) => {
      spec.ingress = [{ from: [{ podSelector: { matchExpressions: [expression] } }] }];
    });
    assert.equal(verify({ policies, args }).verdict, "holds");
  });

  it("holds for the policies rendered from any valid args", () => {
    fc.assert(
      fc.property(validArgs, (anyArgs) => {
        const policies = networkPolicies(anyArgs);
        fc.pre(policies.length > 0);
        assert.deepEqual(differences({ policies, args: anyArgs }), { unexpected: [], missing: [] });
      }),
      { numRuns: 8 },
    );
  });

  it("rejects args that declare no policies, because any policies would satisfy them", () => {
    const policiesOff = { ...args, defaults: { networkPolicy: { enabled: false } } };
    assert.throws(() => verify({ policies: documented, args: policiesOff }), {
      constructor: NoPoliciesDeclaredError,
      message: "no policies are declared, so there is nothing to verify; set `defaults.networkPolicy.enabled: true`",
    });
    const components = Object.fromEntries(componentNames.map((component) => [component, { enabled: false }]));
    assert.throws(() => verify({ policies: [], args: { components } }), {
      constructor: NoPoliciesDeclaredError,
      message: "no policies are declared, so there is nothing to verify; set `components.<component>.enabled: true`",
    });
  });

  it("infers the namespace from Vald's policies", () => {
    assert.equal(verify({ policies: documented }).verdict, "holds");
  });

  it("rejects Vald policies in two namespaces", () => {
    const policies = [...documented, ...networkPolicies({ namespace: "prod" })];
    assert.throws(() => verify({ policies }), {
      message:
        "there are Vald policies in several namespaces (prod, vald); choose one of them with `namespace` (on the command line, with -n)",
    });
  });
});

describe("verify, with a component that another label selects", () => {
  const argsWith = (podLabels?: LabelMap): NetworkPoliciesArgs => ({
    ...args,
    components: { agentReadreplica: { enabled: true, ...(podLabels !== undefined && { podLabels }) } },
  });
  const withoutRuleFor = (podLabels: LabelMap, policies: readonly NetworkPolicy[]) =>
    withChange(policies, "vald-lb-gateway-allow", (spec) => {
      const rule = { to: [{ podSelector: { matchLabels: podLabels } }] };
      spec.egress = spec.egress.filter((one) => !isDeepStrictEqual(one, rule));
    });
  const replicaIsMissing = { unexpected: [], missing: ["lb gateway -> agent read replica, all ports"] };

  it("assumes that no pod belongs to two components", () => {
    const policies = withoutRuleFor(
      { "app.kubernetes.io/component": "agent-readreplica" },
      networkPolicies(argsWith()),
    );
    assert.deepEqual(differences({ policies, args: argsWith() }), replicaIsMissing);
  });

  it("assumes that no pod belongs to two components that several labels select", () => {
    const podLabels = { role: "copy", tier: "search" };
    const declared = argsWith(podLabels);
    const policies = withoutRuleFor(podLabels, networkPolicies(declared));
    assert.deepEqual(differences({ policies, args: declared }), replicaIsMissing);
  });

  it("reports the component once if it has no policy", () => {
    const policies = without(networkPolicies(argsWith()), "agent-readreplica-allow");
    assert.deepEqual(differences({ policies, args: argsWith() }), {
      unexpected: ["agent read replica -> everyone else, all ports", "everyone else -> agent read replica, all ports"],
      missing: [],
    });
  });
});

describe("verify, with two Vald clusters in one namespace", () => {
  const instance = (name: string) => ({
    ...args,
    namePrefix: `${name}-`,
    instanceLabels: { "app.kubernetes.io/instance": name },
  });
  const policies = ["blue", "green"].flatMap((name) => networkPolicies(instance(name)));

  it("holds for each cluster in the presence of the other cluster's policies", () => {
    assert.deepEqual(
      ["blue", "green"].map((name) => verify({ policies, args: instance(name) }).verdict),
      ["holds", "holds"],
    );
  });

  it("finds that one cluster admits the other cluster's components", () => {
    const wide = withChange(policies, "blue-vald-agent-allow", ({ ingress }) => {
      ingress[0] = { from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] };
    });
    assert.deepEqual(differences({ policies: wide, args: instance("blue") }), {
      unexpected: [
        "pods app=vald-lb-gateway,app.kubernetes.io/instance notin (blue,green) in namespace vald -> agent, all ports",
      ],
      missing: [],
    });
  });
});

describe("verify, with pods", () => {
  const pod = (name: string, app: string): Pod => ({ name, namespace: "vald", labels: { app } });
  const apps = ["agent", "discoverer", "filter-gateway", "lb-gateway", "manager-index"];
  const labeledPods = apps.map((app) => pod(`${app}-0`, `vald-${app}`));

  it("holds if every pod has its policy", () => {
    assert.equal(verify({ policies: documented, args, pods: labeledPods }).verdict, "holds");
  });

  it("finds a pod with a misspelled label, and the policy that selects no pod because of it", () => {
    const pods = [...labeledPods.slice(1), pod("agent-0", "vald-agnet")];
    const { verdict, pods: findings } = verify({ policies: documented, args, pods });
    assert.equal(verdict, "differs");
    assert.deepEqual(findings, [
      {
        code: "pod-without-policy",
        pod: { name: "agent-0", namespace: "vald", labels: { app: "vald-agnet" } },
        open: ["ingress", "egress"],
      },
      { code: "policy-selects-no-pod", policy: "vald/vald-agent-allow" },
    ]);
  });

  it("finds a component's pod on the host network, to which policies do not apply", () => {
    const hostNetworkPods = [pod("agent-1", "vald-agent"), pod("node-exporter", "exporter")];
    const { verdict, pods } = verify({ policies: documented, args, pods: labeledPods, hostNetworkPods });
    assert.deepEqual(pods, [
      { code: "pod-on-host-network", pod: { name: "agent-1", namespace: "vald", labels: { app: "vald-agent" } } },
    ]);
    assert.equal(verdict, "differs");
  });

  it("reports a pod with that property among the other pods as on the host network", () => {
    const pods = [...labeledPods, { ...pod("agent-1", "vald-agent"), hostNetwork: true }];
    assert.deepEqual(
      verify({ policies: documented, args, pods }).pods.map(({ code }) => code),
      ["pod-on-host-network"],
    );
  });

  it("ignores pods in other namespaces", () => {
    const pods = [...labeledPods, { ...pod("web-0", "web"), namespace: "shop" }];
    assert.equal(verify({ policies: documented, args, pods }).verdict, "holds");
  });
});

describe("verify, with workloads", () => {
  const jobs = { ...args, components: { indexCreation: { enabled: true }, indexSave: { enabled: true } } };
  const policies = networkPolicies(jobs);
  const apps = ["vald-agent", "vald-discoverer", "vald-filter-gateway", "vald-lb-gateway", "vald-manager-index"];
  const template = (kind: string, name: string, app = name): Pod => ({
    workload: { kind, name },
    namespace: "vald",
    labels: { app },
  });
  const workloads = apps.map((app) => template("Deployment", app));
  const creation = template("CronJob", "vald-index-creation");
  const save = template("CronJob", "vald-index-save");
  const podsIn = (input: AnalysisInput) => verify({ policies, args: jobs, ...input }).pods;
  const ended = (pod: Pod, name: string): Pod => ({ ...pod, name, ips: ["10.0.0.9"] });

  it("holds for the workloads of a chart, before there are any pods", () => {
    assert.equal(verify({ policies, args: jobs, pods: [...workloads, creation, save] }).verdict, "holds");
  });

  it("holds between two runs of CronJobs of which ended pods are left", () => {
    const endedPods = [ended(creation, "creation-1-x"), ended(save, "save-1-x")];
    assert.equal(verify({ policies, args: jobs, pods: workloads, endedPods }).verdict, "holds");
  });

  it("holds between two runs of components that are CronJobs, if the input contains no CronJobs", () => {
    assert.equal(verify({ policies, args: jobs, pods: workloads }).verdict, "holds");
  });

  it("finds the policy of a CronJob that is not among the CronJobs of the input", () => {
    assert.deepEqual(podsIn({ pods: [...workloads, creation] }), [
      { code: "policy-selects-no-pod", policy: "vald/vald-index-save-allow" },
    ]);
  });

  it("finds the policy of a component that is always running and has no pods, even if other pods have ended", () => {
    assert.deepEqual(podsIn({ pods: workloads.slice(1), endedPods: [ended(save, "save-1-x")] }), [
      { code: "policy-selects-no-pod", policy: "vald/vald-agent-allow" },
    ]);
  });

  it("finds a workload without a policy", () => {
    const backup = template("CronJob", "backup");
    assert.deepEqual(podsIn({ pods: [...workloads, creation, save, backup] }), [
      { code: "pod-without-policy", pod: backup, open: ["ingress", "egress"] },
    ]);
  });

  it("finds a CronJob without a policy from its ended pods, once, and by the labels of the last one", () => {
    const backup = template("CronJob", "backup", "new");
    const endedPods = [ended({ ...backup, labels: { app: "old" } }, "backup-1-x"), ended(backup, "backup-2-x")];
    assert.deepEqual(podsIn({ pods: workloads, endedPods }), [
      { code: "pod-without-policy", pod: backup, open: ["ingress", "egress"] },
    ]);
  });

  it("finds an ended pod with a component's labels but without a policy, if the component has no other pods", () => {
    const bare: Pod = { name: "run-1", namespace: "vald", labels: { app: "vald-index-deletion" } };
    assert.deepEqual(podsIn({ pods: workloads, endedPods: [bare] }), [
      { code: "pod-without-policy", pod: bare, open: ["ingress", "egress"] },
    ]);
  });

  it("ignores other ended pods: evicted ones, and those of a Job that is running again", () => {
    const endedPods = [
      ended(template("Deployment", "web"), "web-1"),
      { name: "debug", namespace: "vald", labels: { app: "debug" } },
      ended(template("CronJob", "vald-index-save", "old"), "save-1-x"),
    ];
    assert.deepEqual(podsIn({ pods: [...workloads, { ...save, name: "save-2-x" }], endedPods }), []);
  });

  it("knows nothing about pods if there are only workloads in other namespaces", () => {
    assert.equal(verify({ policies, args: jobs, pods: [{ ...save, namespace: "shop" }] }).verdict, "holds");
  });

  describe("with a policy of which `policyTypes` leaves out a direction", () => {
    const policies = [
      ...documented,
      {
        metadata: { name: "reports", namespace: "vald" },
        spec: { podSelector: { matchLabels: { app: "reports" } }, policyTypes: ["Ingress"], egress: [{}] },
      },
    ];
    const rows = [
      ["cilium", "unknown"],
      ["vpc-cni", "unknown"],
      ["calico", "holds"],
      [undefined, "holds"],
    ] as const;
    for (const [cni, verdict] of rows) {
      it(`is ${verdict} if \`cni\` is ${cni}`, () => {
        const result = verify({ policies, args: { ...args, ...(cni !== undefined && { cni }) } });
        const reason = { code: "undeclared-directions", cni, policies: ["vald/reports"] };
        assert.deepEqual([result.verdict, result.undecided], [verdict, verdict === "unknown" ? [reason] : []]);
      });
    }
  });
});
