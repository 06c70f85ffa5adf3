import assert from "node:assert/strict";
import type { StackValidationArgs } from "@pulumi/policy";
import { policies } from "../../examples/policy-pack/policies";
import { type CustomRules, type NetworkPoliciesArgs, networkPolicies, type NetworkPolicyManifest } from "../../core";

describe("examples/policy-pack", () => {
  /** What the pack reports for a stack with these policies, and with a resource of another kind. */
  function violations(
    manifests: readonly NetworkPolicyManifest[],
    config: { values?: NetworkPoliciesArgs } = {},
  ): string[] {
    const resources = [
      ...manifests.map((props) => ({
        props,
        urn: `urn:${(props.metadata as { name?: string } | undefined)?.name}`,
        isType: () => true,
      })),
      { props: {}, urn: "urn:other", isType: () => false },
    ];
    // Cast: the pack uses only these fields of a resource.
    const args = { resources, getConfig: () => config } as unknown as StackValidationArgs;
    return policies.flatMap(({ name, enforcementLevel, validateStack }) => {
      const reported: string[] = [];
      void validateStack(args, (message, urn) => reported.push(`${name} ${enforcementLevel} ${urn}: ${message}`));
      return reported;
    });
  }

  const vald = networkPolicies({ namespace: "vald" });
  const withGatewayRules = (custom: CustomRules) =>
    networkPolicies({ namespace: "vald", components: { lbGateway: { custom } } });

  const everyone = (policy: string, rule: number) =>
    `vald-network-policy-errors mandatory urn:${policy}: everyone: NetworkPolicy vald/${policy}: spec.ingress[${rule}]: an empty rule, or an absent or empty list of peers, allows everyone: all pods and all addresses; name the peers`;

  it("reports nothing for the default", () => assert.deepEqual(violations(vald), []));

  it("stops a stack with an error, at the policy that has it", () => {
    assert.deepEqual(violations(withGatewayRules({ ingress: [{}] })), [everyone("vald-lb-gateway-allow", 1)]);
  });

  it("only advises against a warning", () => {
    assert.deepEqual(violations(withGatewayRules({ ingress: [{ from: [{ namespaceSelector: {} }] }] })), [
      "vald-network-policy-warnings advisory urn:vald-lb-gateway-allow: every-namespace: NetworkPolicy vald/vald-lb-gateway-allow: spec.ingress[1].from[0]: an empty namespace selector matches every namespace, including future ones; name the namespaces",
    ]);
  });

  it("also checks policies of others in Vald's namespace, and none in other namespaces", () => {
    const open = (namespace: string): NetworkPolicyManifest => ({
      metadata: { name: "open", namespace },
      spec: { podSelector: { matchLabels: { app: "vald-agent" } }, ingress: [{}] },
    });
    assert.deepEqual(violations([...vald, open("vald")]), [everyone("open", 0)]);
    assert.deepEqual(violations([...vald, open("shop")]), []);
  });

  it("accepts policies without the fields that the API server fills in", () => {
    const bare = [{}, { metadata: { name: "a" } }, { metadata: { name: "b", namespace: "vald" }, spec: {} }];
    assert.deepEqual(violations([...vald, ...(bare as NetworkPolicyManifest[])]), []);
  });

  it("reads from its config which findings to ignore", () => {
    const path = "NetworkPolicy vald/vald-lb-gateway-allow";
    const values: NetworkPoliciesArgs = { ignore: [{ id: "everyone", path, reason: "the demo is open" }] };
    assert.deepEqual(violations(withGatewayRules({ ingress: [{}] }), { values }), []);
  });

  it("reads from its config how components are named", () => {
    const toAgent = { egress: [{ to: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] };
    const manifests = networkPolicies({
      namespace: "vald",
      components: { discoverer: { name: "renamed", custom: toAgent } },
    });
    assert.deepEqual(violations(manifests), [
      "vald-network-policy-warnings advisory undefined: not-isolated: (discoverer): no policy isolates the component's pods in one or both directions; give it a policy with both policyTypes, Ingress and Egress; if the component is not deployed, turn it off in the values",
    ]);
    assert.deepEqual(violations(manifests, { values: { components: { discoverer: { name: "renamed" } } } }), [
      "vald-network-policy-errors mandatory urn:renamed-allow: one-sided-edge: NetworkPolicy vald/renamed-allow: spec.egress[1].to[0] (discoverer -> agent): the component at the other end does not allow this traffic, so the rule has no effect; allow it at both ends, as an edge does, or remove the rule",
    ]);
  });

  it("reports nothing for a stack without Vald", () =>
    assert.deepEqual(violations([{ metadata: { name: "web" }, spec: { ingress: [{}] } }]), []));
});
