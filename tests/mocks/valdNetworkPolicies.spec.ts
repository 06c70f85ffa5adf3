import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type NetworkPoliciesArgs,
  networkPolicies,
  ValdNetworkPolicies,
  type ValdNetworkPoliciesArgs,
} from "../../index";
import { deployedPolicies, policyType, registered, startRun, valueOf } from "./recorder";

type PlainArgs = NetworkPoliciesArgs & { namespace: string };

const collector = { to: [{ podSelector: { matchLabels: { app: "collector" } } }] };

/** Every field that accepts an Input, with each value lifted. */
const liftedArgs = (lift: <T>(value: T) => pulumi.Input<T>): ValdNetworkPoliciesArgs => ({
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
const plainArgs = liftedArgs((value) => value) as PlainArgs;

describe("ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  it("registers nothing on import", () => {
    for (const file of Object.keys(require.cache)) if (!file.includes("node_modules")) delete require.cache[file];
    require("../../index");
    assert.deepEqual(registered, []);
  });

  it("registers itself and one policy for each component, named after the Pulumi component and the Vald component", async () => {
    await deployedPolicies(new ValdNetworkPolicies("vald", { namespace: "search" }));
    assert.deepEqual(registered.map(({ type, name }) => [type, name]).sort(), [
      [policyType, "vald-agent"],
      [policyType, "vald-discoverer"],
      [policyType, "vald-filterGateway"],
      [policyType, "vald-indexManager"],
      [policyType, "vald-lbGateway"],
      ["vald-network-policy:index:ValdNetworkPolicies", "vald"],
    ]);
  });

  const enabled = { enabled: true };
  const rows: [what: string, args: PlainArgs][] = [
    ["the default", { namespace: "vald" }],
    [
      "custom rules for all components",
      { namespace: "vald", defaults: { networkPolicy: { custom: { ingress: [{}], egress: [collector] } } } },
    ],
    ["custom rules for one component", { namespace: "a", components: { agent: { custom: { egress: [collector] } } } }],
    [
      "names and pod labels",
      { namespace: "a", components: { agent: { name: "x" }, discoverer: { podLabels: { y: "z" } } } },
    ],
    [
      "every component that the chart can deploy",
      {
        namespace: "a",
        components: {
          mirrorGateway: enabled,
          agentReadreplica: enabled,
          indexCreation: enabled,
          indexSave: enabled,
          indexCorrection: enabled,
          indexDeletion: enabled,
          readreplicaRotator: enabled,
        },
      },
    ],
    ["labels and annotations", { namespace: "a", labels: { team: "b" }, annotations: { note: "c" } }],
    [
      "components that are off",
      { namespace: "a", components: { agent: { enabled: false }, lbGateway: { enabled: false } } },
    ],
    ["policies that are off", { namespace: "a", defaults: { networkPolicy: { enabled: false } } }],
    ["edges, their ports, DNS and the API server", plainArgs],
  ];
  for (const [what, args] of rows) {
    it(`deploys the policies that networkPolicies returns: ${what}`, async () => {
      const policies = await deployedPolicies(new ValdNetworkPolicies("vald", args));
      assert.deepEqual(policies, networkPolicies(args));
    });
  }

  const lifts: [what: string, lift: <T>(value: T) => pulumi.Input<T>][] = [
    ["Outputs", (value) => pulumi.output("").apply(() => value)],
    ["Promises", (value) => Promise.resolve(value)],
  ];
  for (const [what, lift] of lifts) {
    it(`deploys and publishes the same for ${what} as for plain values`, async () => {
      const component = new ValdNetworkPolicies("vald", liftedArgs(lift));
      assert.deepEqual(await deployedPolicies(component), networkPolicies(plainArgs));
      assert.deepEqual(await valueOf(component.openings), [
        "agent, filter gateway, lb gateway, and index manager -> 0.0.0.0/0 except 10.0.0.0/8, TCP 443",
        "agent -> 10.0.0.0/8 except 10.1.0.0/16 and 10.96.0.10/32, all ports",
        "agent -> 10.96.0.10/32, all ports",
        "agent -> 192.0.2.0/24 and 198.51.100.0/24, all ports but TCP 443",
        "agent, discoverer, filter gateway, lb gateway, and index manager -> 2001:db8::/32 except 2001:db8:1::/48, TCP 443",
        "agent, discoverer, filter gateway, lb gateway, and index manager -> pods app=dns in namespace vald, TCP 53 and UDP 53",
        "discoverer -> 0.0.0.0/0 except 10.0.0.0/8, 203.0.113.1/32, and 203.0.113.2/32, TCP 443",
        "discoverer, filter gateway, lb gateway, and index manager -> 10.96.0.10/32, TCP 5353 and UDP 5353",
        "discoverer -> 203.0.113.1/32, TCP 443, 6443",
        "discoverer -> 203.0.113.2/32, TCP 443, 6443",
        "pods app=web in namespaces kubernetes.io/metadata.name=shop,tier=front -> lb gateway, TCP 8081",
      ]);
    });
  }

  it("is the parent of every policy", async () => {
    const { policies } = new ValdNetworkPolicies("vald", { namespace: "vald" });
    const urn = `urn:pulumi:stack::project::vald-network-policy:index:ValdNetworkPolicies$${policyType}`;
    assert.deepEqual(await Promise.all(Object.values(policies).map((policy) => valueOf(policy.urn))), [
      `${urn}::vald-agent`,
      `${urn}::vald-discoverer`,
      `${urn}::vald-filterGateway`,
      `${urn}::vald-lbGateway`,
      `${urn}::vald-indexManager`,
    ]);
  });

  it("publishes the names of the policies and the openings", async () => {
    const { policyNames, openings } = new ValdNetworkPolicies("vald", {
      namespace: "vald",
      defaults: { networkPolicy: { custom: { egress: [collector] } } },
    });
    assert.deepEqual(await valueOf(policyNames), {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
    assert.deepEqual(await valueOf(openings), [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> pods app=collector in namespace vald, all ports",
    ]);
  });

  it("registers exactly its public outputs, after assigning them", async () => {
    let outputs: unknown;
    class Spy extends ValdNetworkPolicies {
      protected override registerOutputs(given?: Record<string, unknown>): void {
        // The SDK also calls this method itself. If a component has already called it, the second call has no effect.
        outputs ??= {
          keys: Object.keys(given ?? {}),
          areAssigned: [this.policyNames, this.policies, this.openings, this.findings].every(Boolean),
        };
        super.registerOutputs(given);
      }
    }
    await deployedPolicies(new Spy("vald", { namespace: "vald" }));
    assert.deepEqual(outputs, { keys: ["policyNames", "policies", "openings", "findings"], areAssigned: true });
  });

  it("has no children and empty outputs if policies are off", async () => {
    const component = new ValdNetworkPolicies("vald", {
      namespace: "vald",
      defaults: { networkPolicy: { enabled: false, custom: { ingress: [{}] } } },
    });
    await valueOf(component.urn);
    assert.deepEqual(component.policies, {});
    assert.deepEqual(
      registered.map(({ name }) => name),
      ["vald"],
    );
    assert.deepEqual(await valueOf(component.policyNames), {});
    assert.deepEqual(await valueOf(component.openings), [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> everyone else, all ports",
      "everyone -> filter gateway and index manager, all ports",
      "everyone else -> agent, discoverer, and lb gateway, all ports",
    ]);
  });

  it("can be used twice in one program", async () => {
    const one = await deployedPolicies(new ValdNetworkPolicies("one", { namespace: "a" }));
    const two = await deployedPolicies(new ValdNetworkPolicies("two", { namespace: "b" }));
    const namespaces = (policies: typeof one) => policies.map(({ metadata }) => metadata.namespace);
    assert.deepEqual([namespaces(one), namespaces(two)], [Array(5).fill("a"), Array(5).fill("b")]);
    assert.equal(new Set(registered.map(({ name }) => name)).size, 12);
  });
});
