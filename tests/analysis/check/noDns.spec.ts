import assert from "node:assert/strict";
import {
  type CheckInput,
  type EgressRule,
  type LabelSelector,
  type NetworkPolicyManifest,
  type Pod,
} from "../../../core";
import { detailsOf, locationsOf } from "./found";

const namespace = "vald";
const agents = { matchLabels: { app: "vald-agent" } };
const egressPolicy = (name: string, podSelector: LabelSelector, ...egress: EgressRule[]): NetworkPolicyManifest => ({
  metadata: { name, namespace },
  spec: { podSelector, policyTypes: ["Egress"], egress },
});
const blockRule = (cidr: string, port: number, protocol: "TCP" | "UDP" = "TCP") => ({
  to: [{ ipBlock: { cidr } }],
  ports: [{ protocol, port }],
});

describe("no-dns", () => {
  const kubeSystem = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
  const details = (rules: EgressRule[], input: Partial<CheckInput> = {}) =>
    detailsOf("no-dns", {
      policies: [egressPolicy("agents", agents, ...rules), ...(input.policies ?? [])],
      args: { namespace, ...input.args },
      ...(input.pods !== undefined && { pods: input.pods }),
      ...(input.unevaluatedPolicies !== undefined && { unevaluatedPolicies: input.unevaluatedPolicies }),
    });
  const rows: [what: string, rules: EgressRule[], isReported: boolean][] = [
    ["no rules", [], true],
    ["everything in kube-system", [{ to: [kubeSystem] }], false],
    ["everyone", [{}], false],
    ["everyone on a port that is not DNS's", [{ ports: [{ port: 443 }] }], true],
    ["everything in Vald's own namespace", [{ to: [{ podSelector: {} }] }], true],
    ["DNS in Vald's own namespace", [{ to: [{ podSelector: {} }], ports: [{ protocol: "UDP", port: 53 }] }], false],
    // The rule half-dns reports this.
    ["DNS over TCP only", [blockRule("192.0.2.53/32", 53)], false],
    ["OpenShift's DNS", [{ to: [kubeSystem], ports: [{ protocol: "UDP", port: 5353 }] }], false],
    ["a range with DNS's port", [{ to: [kubeSystem], ports: [{ protocol: "UDP", port: 1, endPort: 99 }] }], false],
    ["a port with DNS's usual name", [{ to: [kubeSystem], ports: [{ protocol: "UDP", port: "dns" }] }], false],
    ["a port with another name", [{ to: [kubeSystem], ports: [{ port: "metrics" }] }], true],
    ["the port 53 of SCTP", [{ to: [kubeSystem], ports: [{ protocol: "SCTP", port: 53 }] }], true],
  ];
  for (const [what, rules, isReported] of rows) {
    it(`is ${isReported ? "" : "not "}reported for policies that allow ${what}`, () => {
      assert.deepEqual(details(rules), isReported ? ["agent"] : []);
    });
  }

  it("is not reported for the ports in the values' `dns`", () => {
    const rule = { to: [kubeSystem], ports: [{ protocol: "UDP", port: 1053 }] };
    assert.deepEqual(details([rule]), ["agent"]);
    assert.deepEqual(details([rule], { args: { dns: [{ namespace: "dns", port: 1053 }] } }), []);
  });

  it("is not reported if another policy may allow DNS to the pods, depending on unknown labels", () => {
    const dns = egressPolicy("dns", { matchLabels: { dns: "allowed" } }, blockRule("192.0.2.53/32", 53, "UDP"));
    const labels = { app: "vald-agent" };
    const pod = (more: object): Pod => ({ name: "agent-0", namespace, labels: { ...labels, ...more } });
    assert.deepEqual(details([], { policies: [dns] }), []);
    assert.deepEqual(details([], { policies: [dns], pods: [pod({ dns: "allowed" })] }), []);
    assert.deepEqual(details([], { policies: [dns], pods: [pod({})] }), ["agent"]);
  });

  it("is not reported if a policy of another kind may allow DNS", () => {
    const policy = {
      ...{ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", name: "vald/dns" },
      ...{ subjects: [{}], directions: ["egress" as const], mayAllow: true, mayDeny: true },
    };
    assert.deepEqual(details([], { unevaluatedPolicies: [policy] }), []);
    assert.deepEqual(details([], { unevaluatedPolicies: [{ ...policy, directions: ["ingress"] }] }), ["agent"]);
  });

  it("points at the component's own policy, rather than at a policy for all pods", () => {
    const denyAll: NetworkPolicyManifest = {
      metadata: { name: "deny-all", namespace },
      spec: { podSelector: {}, policyTypes: ["Egress"] },
    };
    const input: CheckInput = { policies: [denyAll, egressPolicy("agents", agents)], args: { namespace } };
    assert.deepEqual(locationsOf("no-dns", input), [
      "NetworkPolicy vald/agents: spec.egress",
      "NetworkPolicy vald/deny-all: spec.egress",
    ]);
    assert.deepEqual(detailsOf("no-dns", input), ["agent", "discoverer, filter gateway, lb gateway, index manager"]);
  });
});
