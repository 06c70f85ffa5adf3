import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, startRun, valueOf } from "./recorder";

describe("adopt", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  const deployed = async (args: object): Promise<unknown[]> => {
    const { policies } = new ours.ValdNetworkPolicies("vald", { namespace: "vald", ...args });
    for (const policy of Object.values(policies)) await valueOf(policy.urn);
    return sorted(policiesRegistered().map(({ inputs }) => inputs as unknown as Package.NetworkPolicy));
  };
  const sorted = (all: Package.NetworkPolicy[]) => all.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const expected = (args: Package.NetworkPoliciesArgs) => sorted(ours.networkPolicies({ namespace: "vald", ...args }));
  const adoption = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };

  it("puts two annotations on every policy, and a rule for no pod where there is none", async () => {
    const policies = expected({ annotations: adoption });
    const noOne = policies.filter(({ spec }) => spec.ingress.length === 0);
    const app = { key: "app" };
    const podSelector = {
      matchExpressions: [
        { ...app, operator: "Exists" },
        { ...app, operator: "DoesNotExist" },
      ],
    };
    for (const { spec } of noOne) spec.ingress.push({ from: [{ podSelector }] });
    assert.deepEqual(
      noOne.map(({ metadata }) => metadata.name),
      ["vald-filter-gateway-allow", "vald-manager-index-allow"],
    );
    assert.deepEqual(await deployed({ adopt: true }), policies);
  });

  it("opens nothing and closes nothing, proven", async () => {
    const args = { namespace: "vald" };
    const policies = (await deployed({ adopt: true })) as Package.NetworkPolicy[];
    assert.deepEqual(ours.diff({ policies: ours.networkPolicies(args), args }, { policies, args }), {
      opens: [],
      closes: [],
    });
  });

  const own: [what: string, annotations: Package.LabelInputs][] = [
    ["annotations", { note: "c" }],
    ["annotations in an Output", pulumi.output({ note: "c" })],
    ["an annotation that says otherwise", { note: "c", "pulumi.com/patchForce": "false" }],
  ];
  for (const [what, annotations] of own) {
    it(`stands beside ${what}`, async () => {
      const policies = (await deployed({ annotations, adopt: true })) as Package.NetworkPolicy[];
      assert.deepEqual(
        policies.map(({ metadata }) => metadata.annotations),
        Array(5).fill({ note: "c", ...adoption }),
      );
    });
  }

  it("stands with rules in Outputs, which are empty or not", async () => {
    const custom = { ingress: pulumi.output([]), egress: pulumi.output([{ to: [{ podSelector: {} }] }]) };
    const [agent, , , , indexManager] = (await deployed({
      adopt: true,
      defaults: { networkPolicy: { custom: pulumi.output(custom) } },
    })) as Package.NetworkPolicy[];
    assert.equal(agent?.spec.ingress.length, 2);
    assert.deepEqual(agent.spec.egress.at(-1), { to: [{ podSelector: {} }] });
    assert.equal(indexManager?.spec.ingress.length, 1);
  });

  for (const adopt of [false, undefined]) {
    it(`does nothing where it is ${adopt}`, async () => {
      assert.deepEqual(await deployed({ adopt }), expected({}));
    });
  }

  it("is refused where it is no boolean", () => {
    assert.throws(() => new ours.ValdNetworkPolicies("vald", { namespace: "vald", adopt: "yes" as never }), {
      message: `Vald's network policies were not made:\n  adopt: "yes" given; expected true or false`,
    });
  });

  it("is refused by what makes plain policies, with a hint", () => {
    const [problem] = ours.validate({ adopt: true });
    assert.equal(problem?.code, "unknown-field");
    assert.equal(problem.hint, "the Pulumi component takes it; it changes no policy's rules");
  });
});
