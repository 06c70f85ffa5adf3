import assert from "node:assert/strict";
import { type IngressRule, type NetworkPoliciesArgs, networkPolicies, ValdNetworkPolicies } from "../../index";
import { deployedPolicies, startRun, unknownOutput, valueOf } from "./recorder";

/** The placeholder that the engine receives for an unknown value. */
const unknown = { __pulumiUnknown: true };

const from = [{ podSelector: { matchLabels: { a: "b" } } }];
const withIngress = (ingress: unknown) => ({ networkPolicy: { custom: { ingress, egress: [{}] } } });
const knownArgs = {
  namespace: "vald",
  defaults: withIngress([{ from, ports: [{ port: 1 }] }]),
  labels: { team: "a", zone: "b" },
} as NetworkPoliciesArgs & { namespace: string };

describe("a preview with one unknown value", () => {
  beforeEach(() => startRun({ preview: true }));

  const rows: [what: string, args: () => object, blank: (agent: Manifest) => unknown][] = [
    [
      "a port",
      () => ({ defaults: withIngress([{ from, ports: [{ port: unknownOutput<number>() }] }]) }),
      (agent) => (agent.spec.ingress[2].ports[0].port = unknown),
    ],
    [
      "a label",
      () => ({ labels: { team: unknownOutput<string>(), zone: "b" } }),
      (agent) => (agent.metadata.labels["team"] = unknown),
    ],
    ["the namespace", () => ({ namespace: unknownOutput<string>() }), (agent) => (agent.metadata.namespace = unknown)],
    [
      "a name",
      () => ({ components: { agent: { name: unknownOutput<string>() } } }),
      (agent) => {
        agent.metadata.name = unknown;
        agent.metadata.labels["app.kubernetes.io/component"] = unknown;
        agent.spec.podSelector.matchLabels.app = unknown;
      },
    ],
    [
      "the instance labels",
      () => ({ instanceLabels: unknownOutput<Record<string, string>>() }),
      (agent) => {
        agent.spec.podSelector.matchLabels = unknown;
        for (const { from } of agent.spec.ingress.slice(0, 2)) from[0].podSelector.matchLabels = unknown;
      },
    ],
    [
      "a list of custom rules",
      () => ({ defaults: withIngress(unknownOutput<IngressRule[]>()) }),
      (agent) => (agent.spec.ingress = unknown),
    ],
  ];
  for (const [what, args, blank] of rows) {
    it(`knows every other field of the agent's policy, and the names of the other policies: ${what}`, async () => {
      const component = new ValdNetworkPolicies("vald", { ...knownArgs, ...args() });
      const [agent, ...others] = await deployedPolicies(component);
      const expected = networkPolicies(knownArgs)[0];
      blank(expected);
      assert.deepEqual(JSON.parse(JSON.stringify(agent)), expected);
      assert.deepEqual(
        others.map(({ metadata }) => metadata.name),
        ["vald-discoverer-allow", "vald-filter-gateway-allow", "vald-lb-gateway-allow", "vald-manager-index-allow"],
      );
    });
  }

  it("knows policyNames while the instance labels are unknown", async () => {
    const instanceLabels = unknownOutput<Record<string, string>>();
    const { policyNames } = new ValdNetworkPolicies("vald", { namespace: "vald", namePrefix: "blue-", instanceLabels });
    assert.equal((await valueOf(policyNames))["agent"], "blue-vald-agent-allow");
  });

  it("knows policyNames while the namespace is unknown", async () => {
    const { policyNames } = new ValdNetworkPolicies("vald", { namespace: unknownOutput<string>() });
    assert.deepEqual(await valueOf(policyNames), {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
  });
});

// oxlint-disable-next-line typescript/no-explicit-any -- a manifest in which anything may be unknown
type Manifest = any;
