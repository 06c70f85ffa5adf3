import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, startRun, valueOf } from "./recorder";

class Provider extends pulumi.ProviderResource {
  constructor(name: string) {
    super("kubernetes", name);
  }
}

describe("options of ValdNetworkPolicies", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  /** The options that each policy has in the end, as a transformation sees them. */
  const childOptions = async (opts: pulumi.ComponentResourceOptions): Promise<pulumi.CustomResourceOptions[]> => {
    const seen: pulumi.CustomResourceOptions[] = [];
    const see: pulumi.ResourceTransformation = ({ type, props, opts: own }) => {
      if (type.startsWith("kubernetes:")) seen.push(own);
      return { props, opts: own };
    };
    const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald" }, { ...opts, transformations: [see] });
    for (const policy of Object.values(policies.policies)) await valueOf(policy.urn);
    return seen;
  };

  for (const form of ["provider", "providers"] as const) {
    it(`hands ${form} to every policy`, async () => {
      const provider = new Provider("mine");
      await childOptions(form === "provider" ? { provider } : { providers: { kubernetes: provider } });
      const used = policiesRegistered().map((one) => one.provider);
      assert.deepEqual(used, Array(5).fill("urn:pulumi:stack::project::pulumi:providers:kubernetes::mine::mine-id"));
    });
  }

  it("protects every policy when it is protected", async () => {
    const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald" }, { protect: true });
    const children = Object.values(policies.policies);
    for (const policy of children) await valueOf(policy.urn);
    assert.deepEqual(
      children.map((policy) => (policy as unknown as { __protect: boolean }).__protect),
      Array(5).fill(true),
    );
  });

  // That the policies follow under the alias is the engine's work; the engine group of e2e is where it can be proven.
  it("registers its aliases", async () => {
    const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald" }, { aliases: [{ name: "old" }] });
    const { __aliases: aliases } = policies as unknown as { __aliases: pulumi.Input<string>[] };
    assert.deepEqual(await valueOf(pulumi.all(aliases)), [
      "urn:pulumi:stack::project::vald-network-policy:index:ValdNetworkPolicies::old",
    ]);
  });

  it("lets a transformation change every policy", async () => {
    const change: pulumi.ResourceTransformation = ({ props, type, opts }) => ({
      props: type.startsWith("kubernetes:") ? { ...props, metadata: { name: "changed" } } : props,
      opts,
    });
    const policies = new ours.ValdNetworkPolicies("vald", { namespace: "vald" }, { transformations: [change] });
    for (const policy of Object.values(policies.policies)) await valueOf(policy.urn);
    assert.deepEqual(
      policiesRegistered().map(({ inputs }) => inputs["metadata"]),
      Array(5).fill({ name: "changed" }),
    );
  });

  it("is the parent of every policy", async () => {
    const parents = (await childOptions({})).map(
      ({ parent }) => (parent as pulumi.Resource & { __name?: string }).__name,
    );
    assert.deepEqual(parents, Array(5).fill("vald"));
  });
});
