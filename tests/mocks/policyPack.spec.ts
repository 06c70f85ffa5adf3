import assert from "node:assert/strict";
import type { StackValidationArgs } from "@pulumi/policy";
import { policies } from "../../examples/policy-pack/policies";
import { type CustomRules, type NetworkPoliciesArgs, networkPolicies, type NetworkPolicyManifest } from "../../core";

describe("examples/policy-pack", () => {
  /** The violations that the pack reports for a stack with these policies and a resource of another kind. */
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
    `vald-network-policy-errors mandatory urn:${policy}: everyone: NetworkPolicy vald/${policy}: spec.ingress[${rule}]: a rule whose \`from\` or \`to\` is absent or empty allows everyone: all pods and all addresses; list the intended peers in \`from\` or \`to\``;

  it("reports nothing for the default", () => assert.deepEqual(violations(vald), []));

  it("reports an error as mandatory, at the policy that contains it", () => {
    assert.deepEqual(violations(withGatewayRules({ ingress: [{}] })), [everyone("vald-lb-gateway-allow", 1)]);
  });

  it("reports a warning as advisory", () => {
    assert.deepEqual(violations(withGatewayRules({ ingress: [{ from: [{ namespaceSelector: {} }] }] })), [
      "vald-network-policy-warnings advisory urn:vald-lb-gateway-allow: every-namespace: NetworkPolicy vald/vald-lb-gateway-allow: spec.ingress[1].from[0]: a namespace selector that is empty, or that only excludes namespaces, also matches namespaces that are created later; select the intended namespaces by name",
    ]);
  });

  it("also checks other teams' policies in Vald's namespace, and no policies in other namespaces", () => {
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

  it("reads the findings to ignore from its config", () => {
    const path = "NetworkPolicy vald/vald-lb-gateway-allow";
    const values: NetworkPoliciesArgs = { ignore: [{ id: "everyone", path, reason: "the demo is open" }] };
    assert.deepEqual(violations(withGatewayRules({ ingress: [{}] }), { values }), []);
  });

  it("reads component names from its config", () => {
    const toAgent = { egress: [{ to: [{ podSelector: { matchLabels: { app: "vald-agent" } } }] }] };
    const manifests = networkPolicies({
      namespace: "vald",
      components: { discoverer: { name: "renamed", custom: toAgent } },
    });
    assert.deepEqual(violations(manifests), [
      "vald-network-policy-warnings advisory undefined: not-isolated: discoverer: in at least one direction, no policy isolates the component's pods; give the component a policy with both policy types, `Ingress` and `Egress`, or, if the component is not deployed, turn it off in the values",
    ]);
    assert.deepEqual(violations(manifests, { values: { components: { discoverer: { name: "renamed" } } } }), [
      "vald-network-policy-errors mandatory urn:renamed-allow: one-sided-edge: NetworkPolicy vald/renamed-allow: spec.egress[1].to[0] (discoverer -> agent): the component at the other end does not allow this traffic, so the rule has no effect; allow the traffic at both ends (an edge does this automatically), or remove the rule",
    ]);
  });

  it("reports nothing for a stack without Vald", () =>
    assert.deepEqual(violations([{ metadata: { name: "web" }, spec: { ingress: [{}] } }]), []));
});
