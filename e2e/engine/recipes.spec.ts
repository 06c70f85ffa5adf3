import assert from "node:assert/strict";
import { networkPolicies } from "../../core";
import { recipes } from "../../testing/documents/recipes";
import { createNamespace, dryRunPolicy, servedPolicies } from "./cluster";
import { normalize } from "../normalize";

const namespace = "recipes";

describe("a server that receives the recipes' policies as a dry run", () => {
  before(() => createNamespace(namespace));

  for (const { heading, args } of recipes()) {
    it(`accepts them unchanged: ${heading}`, async () => {
      const policies = networkPolicies({ ...args, namespace });
      const accepted = await Promise.all(policies.map((policy) => dryRunPolicy(policy)));
      assert.deepEqual(
        accepted.map((policy) => normalize(policy)),
        policies.map((policy) => normalize(policy)),
      );
    });
  }

  it("rejects an invalid policy", async () => {
    const [policy] = networkPolicies({ namespace });
    assert.ok(policy !== undefined);
    const invalid = { ...policy, spec: { ...policy.spec, ingress: [{ ports: [{ port: 70000 }] }] } };
    await assert.rejects(dryRunPolicy(invalid), / 422 .*must be between 1 and 65535/);
  });

  it("stores none of the policies", async () => {
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});
