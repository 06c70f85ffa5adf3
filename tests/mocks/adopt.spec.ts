import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  diff,
  type LabelInputs,
  networkPolicies,
  type NetworkPolicy,
  validate,
  ValdNetworkPolicies,
  type ValdNetworkPoliciesArgs,
} from "../../index";
import { deployedPolicies, startRun } from "./recorder";

const adoption = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };

describe("adopt", () => {
  beforeEach(() => startRun());

  const deploy = (args: Partial<ValdNetworkPoliciesArgs>): Promise<NetworkPolicy[]> =>
    deployedPolicies(new ValdNetworkPolicies("vald", { namespace: "vald", ...args }));

  it("adds two annotations to every policy, and replaces empty lists of rules with a rule that matches no pod", async () => {
    const expected = networkPolicies({ namespace: "vald", annotations: adoption });
    const withoutIngress = expected.filter(({ spec }) => spec.ingress.length === 0);
    assert.deepEqual(
      withoutIngress.map(({ metadata }) => metadata.name),
      ["vald-filter-gateway-allow", "vald-manager-index-allow"],
    );
    const matchExpressions = [
      { key: "app", operator: "Exists" as const },
      { key: "app", operator: "DoesNotExist" as const },
    ];
    for (const { spec } of withoutIngress) spec.ingress.push({ from: [{ podSelector: { matchExpressions } }] });
    assert.deepEqual(await deploy({ adopt: true }), expected);
  });

  it("does not change the connections that the policies allow", async () => {
    const args = { namespace: "vald" };
    const policies = await deploy({ adopt: true });
    assert.deepEqual(diff({ policies: networkPolicies(args), args }, { policies, args }), {
      added: [],
      removed: [],
      undecided: [],
    });
  });

  const rows: [what: string, annotations: LabelInputs][] = [
    ["the user's annotations", { note: "c" }],
    ["annotations in an Output", pulumi.output({ note: "c" })],
    ["an annotation that contradicts adoption", { note: "c", "pulumi.com/patchForce": "false" }],
  ];
  for (const [what, annotations] of rows) {
    it(`takes precedence over ${what}`, async () => {
      const policies = await deploy({ annotations, adopt: true });
      assert.deepEqual(
        policies.map(({ metadata }) => metadata.annotations),
        Array(5).fill({ note: "c", ...adoption }),
      );
    });
  }

  it("replaces a list of custom rules in an Output only if it is empty", async () => {
    const custom = { ingress: pulumi.output([]), egress: pulumi.output([{ to: [{ podSelector: {} }] }]) };
    const [agent, , , , indexManager] = await deploy({
      adopt: true,
      defaults: { networkPolicy: { custom: pulumi.output(custom) } },
    });
    assert.equal(agent?.spec.ingress.length, 2);
    assert.deepEqual(agent.spec.egress.at(-1), { to: [{ podSelector: {} }] });
    assert.equal(indexManager?.spec.ingress.length, 1);
  });

  for (const adopt of [false, undefined]) {
    it(`changes nothing if it is ${adopt}`, async () =>
      assert.deepEqual(await deploy({ adopt }), networkPolicies({ namespace: "vald" })));
  }

  it("is rejected if it is not a boolean", () => {
    assert.throws(() => new ValdNetworkPolicies("vald", { namespace: "vald", adopt: "yes" as never }), {
      message: `Invalid args:
  adopt: got "yes"; expected the boolean \`true\` or \`false\``,
    });
  });

  it("is rejected with a hint outside the Pulumi component", () => {
    const [issue] = validate({ adopt: true });
    assert.equal(issue?.code, "unknown-field");
    assert.equal(issue.hint, "only the Pulumi component accepts `adopt`; it does not change the rules in policies");
  });
});
