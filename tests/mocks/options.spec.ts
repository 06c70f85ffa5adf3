import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "../../index";
import { deployedPolicies, registered, policyType, startRun, valueOf } from "./recorder";

class Provider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("kubernetes", name);
  }
}

const args = { namespace: "vald" };

describe("resource options of ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  for (const option of ["provider", "providers"] as const) {
    it(`passes ${option} to every policy`, async () => {
      const provider = new Provider("cluster");
      const opts = option === "provider" ? { provider } : { providers: { kubernetes: provider } };
      await deployedPolicies(new ValdNetworkPolicies("vald", args, opts));
      assert.deepEqual(
        registered.filter(({ type }) => type === policyType).map((policy) => policy.provider),
        Array(5).fill("urn:pulumi:stack::project::pulumi:providers:kubernetes::cluster::cluster-id"),
      );
    });
  }

  it("protects every policy", async () => {
    const component = new ValdNetworkPolicies("vald", args, { protect: true });
    await deployedPolicies(component);
    assert.deepEqual(
      Object.values(component.policies).map((policy) => (policy as unknown as { __protect: boolean }).__protect),
      Array(5).fill(true),
    );
  });

  // Only the engine can prove that the policies follow an alias. e2e/engine/aliases.spec.ts proves that.
  it("registers aliases", async () => {
    const component = new ValdNetworkPolicies("vald", args, { aliases: [{ name: "old" }] });
    const { __aliases: aliases } = component as unknown as { __aliases: pulumi.Input<string>[] };
    assert.deepEqual(await valueOf(pulumi.all(aliases)), [
      "urn:pulumi:stack::project::vald-network-policy:index:ValdNetworkPolicies::old",
    ]);
  });

  it("applies transformations to every policy", async () => {
    const rename: pulumi.ResourceTransformation = ({ props, type, opts }) => ({
      props: type === policyType ? { ...props, metadata: { name: "changed" } } : props,
      opts,
    });
    const policies = await deployedPolicies(new ValdNetworkPolicies("vald", args, { transformations: [rename] }));
    assert.deepEqual(
      policies.map(({ metadata }) => metadata),
      Array(5).fill({ name: "changed" }),
    );
  });
});
