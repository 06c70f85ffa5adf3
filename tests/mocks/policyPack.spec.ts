import assert from "node:assert/strict";
import type { StackValidationArgs } from "@pulumi/policy";
import type * as Pack from "../../examples/policy-pack/policies";
import type * as Package from "../../index";
import { startRun } from "./recorder";

describe("the example of a policy pack", () => {
  let ours: typeof Package;
  let policies: typeof Pack.policies;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
    ({ policies } = await import("../../examples/policy-pack/policies.js"));
  });

  /** What the policies report of a stack with these resources. */
  function violations(
    manifests: readonly Package.NetworkPolicyManifest[],
    config: { values?: Package.NetworkPoliciesArgs } = {},
  ): string[] {
    const resources = [
      ...manifests.map((props) => ({
        props,
        urn: `urn:${(props.metadata as { name?: string } | undefined)?.name}`,
        isType: () => true,
      })),
      { props: {}, urn: "urn:other", isType: () => false },
    ];
    // A cast: of a resource the policies look at no more.
    const args = { resources, getConfig: () => config } as unknown as StackValidationArgs;
    return policies.flatMap(({ name, enforcementLevel, validateStack }) => {
      const reported: string[] = [];
      void validateStack(args, (message, urn) => reported.push(`${name} ${enforcementLevel} ${urn}: ${message}`));
      return reported;
    });
  }
  const withRule = (custom: Package.CustomRules) =>
    ours.networkPolicies({ namespace: "vald", components: { lbGateway: { custom } } });

  it("reports nothing of the default", () => assert.deepEqual(violations(ours.networkPolicies()), []));

  it("reports a rule for everyone at its policy, and stops the stack", () => {
    assert.deepEqual(violations(withRule({ ingress: [{}] })), [
      "vald-network-policy-errors mandatory urn:vald-lb-gateway-allow: everyone: NetworkPolicy vald/vald-lb-gateway-allow: spec.ingress[1]: an empty rule, or an absent or empty list of peers, means everyone, pods and addresses alike; name the peers",
    ]);
  });

  it("advises of what is mostly not meant", () => {
    const [line, ...more] = violations(withRule({ ingress: [{ from: [{ namespaceSelector: {} }] }] }));
    assert.match(line ?? "", /^vald-network-policy-warnings advisory urn:vald-lb-gateway-allow: every-namespace: /);
    assert.deepEqual(more, []);
  });

  it("judges a policy of somebody else's in the same namespace, and none elsewhere", () => {
    const open = (namespace: string): Package.NetworkPolicyManifest => ({
      metadata: { name: "open", namespace },
      spec: { podSelector: { matchLabels: { app: "vald-agent" } }, ingress: [{}] },
    });
    const with_ = (namespace: string) => violations([...ours.networkPolicies({ namespace: "vald" }), open(namespace)]);
    assert.match(with_("vald").join(), /^vald-network-policy-errors mandatory urn:open: everyone: /);
    assert.deepEqual(with_("shop"), []);
  });

  it("takes what the API server would fill in for there", () => {
    const bare = [{}, { metadata: { name: "a" } }, { metadata: { name: "b", namespace: "vald" }, spec: {} }];
    assert.deepEqual(
      violations([...ours.networkPolicies({ namespace: "vald" }), ...(bare as Package.NetworkPolicyManifest[])]),
      [],
    );
  });

  it("takes from its config what is meant, and how components are called", () => {
    const id = "everyone";
    const path = "NetworkPolicy vald/vald-lb-gateway-allow";
    const values = { ignore: [{ id, path, reason: "the demo is open" } as const] };
    assert.deepEqual(violations(withRule({ ingress: [{}] }), { values }), []);

    const components = {
      discoverer: {
        name: "own",
        custom: { egress: [{ to: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] },
      },
    };
    const manifests = ours.networkPolicies({ namespace: "vald", components });
    assert.match(
      violations(manifests).join(),
      /^vald-network-policy-warnings advisory undefined: not-isolated: \(discoverer\)/,
    );
    const [line, ...more] = violations(manifests, { values: { components: { discoverer: { name: "own" } } } });
    assert.match(line ?? "", /mandatory urn:own-allow: one-sided-edge: .* \(discoverer -> agent\)/);
    assert.deepEqual(more, []);
  });

  it("has nothing to say of a stack without Vald", () =>
    assert.deepEqual(violations([{ metadata: { name: "web" }, spec: { ingress: [{}] } }]), []));
});
