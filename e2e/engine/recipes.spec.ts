import assert from "node:assert/strict";
import { networkPolicies } from "../../policies";
import { recipes } from "../../tests/documents/recipes";
import { makeNamespace, policyTriedOut, servedPolicies } from "./cluster";
import { serverNormalised } from "./serverNormalised";

const namespace = "recipes";

describe("the recipes on a server", () => {
  before(() => makeNamespace(namespace));

  for (const { heading, args } of recipes()) {
    it(`${heading}: each policy is taken, as it is`, async () => {
      const policies = networkPolicies({ ...args, namespace });
      const taken = await Promise.all(policies.map((policy) => policyTriedOut(policy)));
      assert.deepEqual(
        taken.map((policy) => serverNormalised(policy)),
        policies.map((policy) => serverNormalised(policy)),
      );
    });
  }

  it("stand against a wrong policy, which is refused the same way", async () => {
    const [policy] = networkPolicies({ namespace });
    assert.ok(policy !== undefined);
    const wrong = { ...policy, spec: { ...policy.spec, ingress: [{ ports: [{ port: 70000 }] }] } };
    await assert.rejects(policyTriedOut(wrong), / 422 .*must be between 1 and 65535/);
  });

  it("leave nothing behind, as they were only tried out", async () => {
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});
