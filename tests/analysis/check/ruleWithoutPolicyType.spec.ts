import assert from "node:assert/strict";
import { check, type CheckInput, type NetworkPolicyManifest } from "../../../core";
import { locationsOf } from "./found";

const namespace = "vald";
const agents = { matchLabels: { app: "vald-agent" } };

describe("rule-without-policy-type", () => {
  const udp53 = { to: [{ ipBlock: { cidr: "192.0.2.53/32" } }], ports: [{ protocol: "UDP", port: 53 }] };
  const policies = (policyTypes: string[], rules: NetworkPolicyManifest["spec"]): NetworkPolicyManifest[] => [
    { metadata: { name: "deny-all", namespace }, spec: { podSelector: {}, policyTypes: ["Ingress"] } },
    { metadata: { name: "agents", namespace }, spec: { podSelector: agents, policyTypes, ...rules } },
  ];
  const count = (policyTypes: string[], rules: NetworkPolicyManifest["spec"]) =>
    locationsOf("rule-without-policy-type", { policies: policies(policyTypes, rules), args: { namespace } }).length;

  it("is reported for each direction that `policyTypes` leaves out", () => {
    assert.equal(count(["Egress"], { ingress: [{}], egress: [udp53] }), 1);
    assert.equal(count(["Ingress"], { ingress: [{}], egress: [udp53] }), 1);
    assert.equal(count(["Ingress"], { ingress: [{}], egress: [] }), 0);
    assert.equal(count(["Ingress", "Egress"], { ingress: [{}], egress: [udp53] }), 0);
  });

  it("is not reported without `policyTypes`, whose default contains the direction of every rule", () => {
    assert.equal(count([], { egress: [udp53] }), 0);
    assert.equal(count([], { ingress: [{}] }), 0);
  });

  it("does not hide other findings for the rules, with network plugins that enforce them", () => {
    const input: CheckInput = { policies: policies(["Ingress"], { egress: [udp53] }), args: { namespace } };
    const ids = (cni: CheckInput["cni"]) =>
      check({ ...input, cni })
        .findings.filter(({ object }) => object === "NetworkPolicy vald/agents")
        .map(({ id }) => id);
    const enforced = ["rule-without-policy-type", "dns-by-address", "half-dns"];
    assert.deepEqual(
      [undefined, "calico", "cilium", "vpc-cni"].map((cni) => ids(cni as CheckInput["cni"])),
      [["rule-without-policy-type", "not-isolated"], ["rule-without-policy-type", "not-isolated"], enforced, enforced],
    );
  });
});
