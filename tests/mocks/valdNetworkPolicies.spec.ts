import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, registered, startRun, valueOf } from "./recorder";

type Policies = Package.ValdNetworkPolicies;
const collector = { to: [{ podSelector: { matchLabels: { app: "collector" } } }] };

/** Every field beyond the documented table that takes an Input, with the values in it as `lift` makes them. */
const lifted = (lift: <T>(value: T) => pulumi.Input<T>): Package.ValdNetworkPoliciesArgs => ({
  namespace: lift("vald"),
  edgePorts: "vald",
  defaults: { ports: { grpc: lift(8082) } },
  components: { agent: { ports: { rest: lift(8080), readiness: lift(3002) } } },
  edges: [
    {
      from: {
        namespace: lift("shop"),
        namespaceLabels: lift({ tier: lift("front") }),
        podLabels: { app: lift("web") },
      },
      to: { component: "lbGateway" },
      ports: lift([{ port: lift(8081), protocol: lift("TCP" as const) }]),
    },
    {
      from: { component: "every" },
      to: { cidrs: lift(["0.0.0.0/0", lift("2001:db8::/32")]), except: lift(["10.0.0.0/8", "2001:db8:1::/48"]) },
      ports: [lift({ port: 443 })],
    },
    { from: { component: "agent" }, to: { cidrs: ["192.0.2.0/24", lift("198.51.100.0/24")] } },
    { from: { component: "agent" }, to: { cidrs: ["10.0.0.0/8"], except: [lift("10.1.0.0/16")] } },
  ],
  instanceLabels: lift({ instance: lift("blue") }),
  namePrefix: "blue-",
  apiServer: { cidrs: lift(["203.0.113.1/32", lift("203.0.113.2/32")]), ports: lift([{ port: lift(6443) }]) },
  dns: [{ cidrs: lift(["10.96.0.10/32"]), except: lift([]), port: lift(5353) }, { podLabels: lift({ app: "dns" }) }],
});
const extended = lifted((value) => value) as Package.NetworkPoliciesArgs & { namespace: string };

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
    ["edges, ports that are used, and where DNS and the API server are", extended],
  ];
  for (const [why, args] of table) {
    it(`deploys exactly what networkPolicies returns: ${why}`, async () => {
      await deployed(new ours.ValdNetworkPolicies("vald", args));
      const byName = (a: { metadata: { name: string } }, b: typeof a) => (a.metadata.name < b.metadata.name ? -1 : 1);
      const inputs = policiesRegistered().map((one) => one.inputs as unknown as Package.NetworkPolicy);
      assert.deepEqual(inputs.sort(byName), ours.networkPolicies(args).sort(byName));
    });
  }

  const lifts: [what: string, lift: <T>(value: T) => pulumi.Input<T>][] = [
    ["Outputs", (value) => pulumi.output("").apply(() => value)],
    ["Promises", (value) => Promise.resolve(value)],
  ];
  for (const [what, lift] of lifts) {
    it(`deploys from ${what} what it deploys from the values in them`, async () => {
      const policies = new ours.ValdNetworkPolicies("vald", lifted(lift));
      await deployed(policies);
      const byName = (a: { metadata: { name: string } }, b: typeof a) => (a.metadata.name < b.metadata.name ? -1 : 1);
      const inputs = policiesRegistered().map((one) => one.inputs as unknown as Package.NetworkPolicy);
      assert.deepEqual(inputs.sort(byName), ours.networkPolicies(extended).sort(byName));
      assert.deepEqual(await valueOf(policies.opens), ours.opens(extended));
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
});
