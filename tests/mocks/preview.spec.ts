import assert from "node:assert/strict";
import type * as Package from "../../index";
import { policiesRegistered, startRun, unknownOutput, valueOf } from "./recorder";

/** What the engine is given in place of a value that is not known yet. */
const notKnown = { __pulumiUnknown: true };

describe("a preview with one value that is not known yet", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun({ preview: true });
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun({ preview: true }));

  const ingress = (port: number) => [{ from: [{ podSelector: { matchLabels: { a: "b" } } }], ports: [{ port }] }];
  const known = (): Package.NetworkPoliciesArgs & { namespace: string } => ({
    namespace: "vald",
    defaults: { networkPolicy: { custom: { ingress: ingress(1), egress: [{}] } } },
    labels: { team: "a", zone: "b" },
  });

  const rows: [what: string, args: () => Package.ValdNetworkPoliciesArgs, blank: (agent: Manifest) => unknown][] = [
    [
      "a port",
      () => ({
        ...known(),
        defaults: {
          networkPolicy: {
            custom: {
              ingress: [
                { from: [{ podSelector: { matchLabels: { a: "b" } } }], ports: [{ port: unknownOutput<number>() }] },
              ],
              egress: [{}],
            },
          },
        },
      }),
      (agent) => (agent.spec.ingress[2].ports[0].port = notKnown),
    ],
    [
      "a label",
      () => ({ ...known(), labels: { team: unknownOutput<string>(), zone: "b" } }),
      (agent) => (agent.metadata.labels["team"] = notKnown),
    ],
    [
      "the namespace",
      () => ({ ...known(), namespace: unknownOutput<string>() }),
      (agent) => (agent.metadata.namespace = notKnown),
    ],
    [
      "a name",
      () => ({ ...known(), components: { agent: { name: unknownOutput<string>() } } }),
      (agent) => {
        agent.metadata.name = notKnown;
        agent.metadata.labels["app.kubernetes.io/component"] = notKnown;
        agent.spec.podSelector.matchLabels.app = notKnown;
      },
    ],
    [
      "the labels of the instance",
      () => ({ ...known(), instanceLabels: unknownOutput<Record<string, string>>() }),
      (agent) => {
        agent.spec.podSelector.matchLabels = notKnown;
        for (const { from } of agent.spec.ingress.slice(0, 2)) from[0].podSelector.matchLabels = notKnown;
      },
    ],
    [
      "a custom list",
      () => ({
        ...known(),
        defaults: { networkPolicy: { custom: { ingress: unknownOutput<Package.IngressRule[]>(), egress: [{}] } } },
      }),
      (agent) => (agent.spec.ingress = notKnown),
    ],
  ];
  for (const [what, args, blank] of rows) {
    it(`leaves every other field and all names plain: ${what}`, async () => {
      const policies = new ours.ValdNetworkPolicies("vald", args());
      for (const policy of Object.values(policies.policies)) await valueOf(policy.urn);
      const expected = ours.networkPolicies(known())[0];
      blank(expected);
      const agent = policiesRegistered().find(({ name }) => name === "vald-agent");
      assert.deepEqual(JSON.parse(JSON.stringify(agent?.inputs)), expected);
      const others = policiesRegistered().filter((one) => one !== agent);
      assert.deepEqual(others.map(({ inputs }) => (inputs["metadata"] as Manifest).name).sort(), [
        "vald-discoverer-allow",
        "vald-filter-gateway-allow",
        "vald-lb-gateway-allow",
        "vald-manager-index-allow",
      ]);
    });
  }

  it("knows all names while the labels of the instance are not known", async () => {
    const args = { ...known(), namePrefix: "blue-", instanceLabels: unknownOutput<Record<string, string>>() };
    const { policyNames } = new ours.ValdNetworkPolicies("vald", args);
    assert.equal((await valueOf(policyNames))["agent"], "blue-vald-agent-allow");
  });

  it("knows policyNames while the namespace is not known", async () => {
    const { policyNames } = new ours.ValdNetworkPolicies("vald", { namespace: unknownOutput<string>() });
    assert.deepEqual(await valueOf(policyNames), {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
  });
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a manifest in which anything may be unknown
type Manifest = any;
