import assert from "node:assert/strict";
import type * as Package from "../../index";
import { policiesRegistered, registered, startRun, valueOf } from "./recorder";

type Policies = Package.ValdNetworkPolicies;
const collector = { to: [{ podSelector: { matchLabels: { app: "collector" } } }] };

describe("ValdNetworkPolicies", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  const deployed = async (policies: Policies): Promise<void> => {
    for (const policy of Object.values(policies.policies)) await valueOf(policy.urn);
    await valueOf(policies.urn);
  };

  it("registers nothing when it is imported", () => {
    assert.deepEqual(registered, []);
  });

  it("makes one policy for each component, named after both, and nothing else", async () => {
    await deployed(new ours.ValdNetworkPolicies("vald", { namespace: "search" }));
    const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
    assert.deepEqual(registered.map((one) => [one.type, one.name]).sort(), [
      [type, "vald-agent"],
      [type, "vald-discoverer"],
      [type, "vald-filterGateway"],
      [type, "vald-indexManager"],
      [type, "vald-lbGateway"],
      ["vald-network-policy:index:ValdNetworkPolicies", "vald"],
    ]);
  });

  const optional = ["mirrorGateway", "agentReadreplica", "indexCreation", "indexCorrection", "readreplicaRotator"];
  const table: [why: string, args: Package.NetworkPoliciesArgs & { namespace: string }][] = [
    ["the default", { namespace: "vald" }],
    [
      "custom rules",
      { namespace: "vald", defaults: { networkPolicy: { custom: { ingress: [{}], egress: [collector] } } } },
    ],
    [
      "names and pod labels",
      { namespace: "a", components: { agent: { name: "x" }, discoverer: { podLabels: { y: "z" } } } },
    ],
    [
      "every workload of the chart",
      { namespace: "a", components: Object.fromEntries(optional.map((c) => [c, { enabled: true }])) },
    ],
    ["a component's own rules", { namespace: "a", components: { agent: { custom: { egress: [collector] } } } }],
    ["labels and annotations", { namespace: "a", labels: { team: "b" }, annotations: { note: "c" } }],
    [
      "components that are off",
      { namespace: "a", components: { agent: { enabled: false }, lbGateway: { enabled: false } } },
    ],
    ["everything off", { namespace: "a", defaults: { networkPolicy: { enabled: false } } }],
  ];
  for (const [why, args] of table) {
    it(`deploys exactly what networkPolicies returns: ${why}`, async () => {
      await deployed(new ours.ValdNetworkPolicies("vald", args));
      const byName = (a: { metadata: { name: string } }, b: typeof a) => (a.metadata.name < b.metadata.name ? -1 : 1);
      const inputs = policiesRegistered().map((one) => one.inputs as unknown as Package.NetworkPolicy);
      assert.deepEqual(inputs.sort(byName), ours.networkPolicies(args).sort(byName));
    });
  }

  it("puts the policies under itself", async () => {
    const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald" });
    assert.equal(
      await valueOf(policies.policies.agent!.urn),
      "urn:pulumi:stack::project::vald-network-policy:index:ValdNetworkPolicies$kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent",
    );
  });

  it("publishes the names and the openings", async () => {
    const policies = new ours.ValdNetworkPolicies("vald", {
      namespace: "vald",
      defaults: { networkPolicy: { custom: { egress: [collector] } } },
    });
    assert.deepEqual(await valueOf(policies.policyNames), {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
    assert.deepEqual(await valueOf(policies.opens), [
      "every component may connect to pods app=collector in namespace vald, all ports",
    ]);
  });

  it("registers its public outputs and nothing else", async () => {
    let outputs: unknown;
    class Spied extends ours.ValdNetworkPolicies {
      protected override registerOutputs(given?: Record<string, unknown>): void {
        // The SDK calls it once more, to no effect, for components that never do.
        outputs ??= {
          given: Object.keys(given ?? {}),
          set: [this.policyNames, this.policies, this.opens].every(Boolean),
        };
        super.registerOutputs(given);
      }
    }
    await deployed(new Spied("vald", { namespace: "vald" }));
    assert.deepEqual(outputs, { given: ["policyNames", "opens"], set: true });
  });

  it("gives no child and empty outputs when policies are off", async () => {
    const policies = new ours.ValdNetworkPolicies("vald", {
      namespace: "vald",
      defaults: { networkPolicy: { enabled: false, custom: { ingress: [{}] } } },
    });
    await deployed(policies);
    assert.deepEqual([policies.policies, policiesRegistered()], [{}, []]);
    assert.deepEqual(await valueOf(policies.policyNames), {});
    assert.deepEqual(await valueOf(policies.opens), []);
  });

  it("keeps two instances apart", async () => {
    await deployed(new ours.ValdNetworkPolicies("one", { namespace: "a" }));
    await deployed(new ours.ValdNetworkPolicies("two", { namespace: "b" }));
    const named = policiesRegistered().map(({ name, inputs }) => {
      return `${name} in ${(inputs as unknown as Package.NetworkPolicy).metadata.namespace}`;
    });
    assert.equal(new Set(named).size, 10);
    assert.ok(named.every((text) => /^one-\w+ in a$|^two-\w+ in b$/.test(text)));
  });

  it("warns of a component that is off, and of an edge that is gone with one", async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (text: unknown) => warnings.push(text);
    await deployed(
      new ours.ValdNetworkPolicies("vald", {
        namespace: "vald",
        components: { lbGateway: { enabled: false } },
        edges: [
          { from: { component: "every" }, to: { namespace: "telemetry" } },
          { from: { namespace: "shop" }, to: { component: "mirrorGateway" } },
        ],
      }),
    );
    console.warn = warn;
    assert.deepEqual(warnings, [
      'warning: [runtime] components.lbGateway is off, which means "not deployed": pods of the lb gateway that still run are isolated by nothing.',
      "warning: [runtime] edges[1] is not there, because components.mirrorGateway is off.",
    ]);
  });
});
