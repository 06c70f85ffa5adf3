import assert from "node:assert/strict";
import { type NetworkPolicy, networkPolicies } from "../../core";

const kubeSystem = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } };
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });

describe("networkPolicies", () => {
  describe("without args", () => {
    it("returns the five policies of the documented table, in its order", () => {
      assert.deepEqual(
        networkPolicies({}).map(({ metadata }) => metadata.name),
        [
          "vald-agent-allow",
          "vald-discoverer-allow",
          "vald-filter-gateway-allow",
          "vald-lb-gateway-allow",
          "vald-manager-index-allow",
        ],
      );
    });

    it("lets the lb gateway and the index manager connect to the agent, and lets the agent connect only to kube-system", () => {
      assert.deepEqual(networkPolicies({})[0], {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: {
          name: "vald-agent-allow",
          namespace: "default",
          labels: { "app.kubernetes.io/component": "vald-agent", "app.kubernetes.io/part-of": "vald" },
        },
        spec: {
          podSelector: { matchLabels: { app: "vald-agent" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [
            { from: [{ podSelector: { matchLabels: { app: "vald-lb-gateway" } } }] },
            { from: [{ podSelector: { matchLabels: { app: "vald-manager-index" } } }] },
          ],
          egress: [{ to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }] }],
        },
      });
    });

    it("isolates every component in both directions, with the rules of the documented table", () => {
      assert.deepEqual(specs(networkPolicies({})), {
        "vald-agent-allow": {
          podSelector: { matchLabels: { app: "vald-agent" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [{ from: [app("vald-lb-gateway")] }, { from: [app("vald-manager-index")] }],
          egress: [{ to: [kubeSystem] }],
        },
        "vald-discoverer-allow": {
          podSelector: { matchLabels: { app: "vald-discoverer" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [{ from: [app("vald-lb-gateway")] }, { from: [app("vald-manager-index")] }],
          egress: [{ to: [kubeSystem] }],
        },
        "vald-filter-gateway-allow": {
          podSelector: { matchLabels: { app: "vald-filter-gateway" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [],
          egress: [{ to: [app("vald-lb-gateway")] }, { to: [kubeSystem] }],
        },
        "vald-lb-gateway-allow": {
          podSelector: { matchLabels: { app: "vald-lb-gateway" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [{ from: [app("vald-filter-gateway")] }],
          egress: [{ to: [app("vald-agent")] }, { to: [app("vald-discoverer")] }, { to: [kubeSystem] }],
        },
        "vald-manager-index-allow": {
          podSelector: { matchLabels: { app: "vald-manager-index" } },
          policyTypes: ["Ingress", "Egress"],
          ingress: [],
          egress: [{ to: [app("vald-agent")] }, { to: [app("vald-discoverer")] }, { to: [kubeSystem] }],
        },
      });
    });
  });

  it("adds shared custom rules to every policy, after the documented rules", () => {
    const pyroscope = { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] };
    const collector = {
      to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }],
    };
    const custom = { ingress: [pyroscope], egress: [collector] };
    const policies = networkPolicies({ defaults: { networkPolicy: { enabled: true, custom } } });
    assert.deepEqual(
      policies.map(({ spec }) => spec.ingress),
      [
        [{ from: [app("vald-lb-gateway")] }, { from: [app("vald-manager-index")] }, pyroscope],
        [{ from: [app("vald-lb-gateway")] }, { from: [app("vald-manager-index")] }, pyroscope],
        [pyroscope],
        [{ from: [app("vald-filter-gateway")] }, pyroscope],
        [pyroscope],
      ],
    );
    assert.deepEqual(
      policies.map(({ spec }) => spec.egress),
      [
        [{ to: [kubeSystem] }, collector],
        [{ to: [kubeSystem] }, collector],
        [{ to: [app("vald-lb-gateway")] }, { to: [kubeSystem] }, collector],
        [{ to: [app("vald-agent")] }, { to: [app("vald-discoverer")] }, { to: [kubeSystem] }, collector],
        [{ to: [app("vald-agent")] }, { to: [app("vald-discoverer")] }, { to: [kubeSystem] }, collector],
      ],
    );
  });

  it("adds a component's custom rules only to its policy, after the shared custom rules", () => {
    const policies = networkPolicies({
      defaults: { networkPolicy: { custom: { egress: [{ ports: [{ port: 1 }] }] } } },
      components: { agent: { custom: { egress: [{ ports: [{ port: 2 }] }] } } },
    });
    assert.deepEqual(policies[0]?.spec.egress, [
      { to: [kubeSystem] },
      { ports: [{ port: 1 }] },
      { ports: [{ port: 2 }] },
    ]);
    assert.deepEqual(policies[1]?.spec.egress, [{ to: [kubeSystem] }, { ports: [{ port: 1 }] }]);
  });

  it("uses a component's name in its policy's name, labels and selector, and in peers that select the component", () => {
    const policies = networkPolicies({ components: { agent: { name: "my-agent" } } });
    assert.equal(policies[0]?.metadata.name, "my-agent-allow");
    assert.equal(policies[0]?.metadata.labels["app.kubernetes.io/component"], "my-agent");
    assert.deepEqual(policies[0]?.spec.podSelector, { matchLabels: { app: "my-agent" } });
    assert.deepEqual(policies[3]?.spec.egress[0], { to: [app("my-agent")] });
    assert.deepEqual(policies[4]?.spec.egress[0], { to: [app("my-agent")] });
  });

  it("selects a component by podLabels instead of its name, including in peers", () => {
    const policies = networkPolicies({ components: { agent: { name: "a", podLabels: { tier: "ngt" } } } });
    assert.equal(policies[0]?.metadata.name, "a-allow");
    assert.deepEqual(policies[0]?.spec.podSelector, { matchLabels: { tier: "ngt" } });
    assert.deepEqual(policies[3]?.spec.egress[0], { to: [{ podSelector: { matchLabels: { tier: "ngt" } } }] });
  });

  it("adds instanceLabels to every selector of a component, including in peers", () => {
    const instanceLabels = { "app.kubernetes.io/instance": "blue" };
    const policies = networkPolicies({ instanceLabels, components: { agent: { podLabels: { tier: "ngt" } } } });
    const blue = (labels: object) => ({ matchLabels: { ...labels, "app.kubernetes.io/instance": "blue" } });
    assert.deepEqual(
      policies.map(({ spec }) => spec.podSelector),
      [
        blue({ tier: "ngt" }),
        ...["vald-discoverer", "vald-filter-gateway", "vald-lb-gateway", "vald-manager-index"].map((name) =>
          blue({ app: name }),
        ),
      ],
    );
    assert.deepEqual(policies[0]?.spec.ingress, [
      { from: [{ podSelector: blue({ app: "vald-lb-gateway" }) }] },
      { from: [{ podSelector: blue({ app: "vald-manager-index" }) }] },
    ]);
    assert.deepEqual(policies[0]?.spec.egress, [{ to: [kubeSystem] }]);
  });

  it("prefers podLabels to instanceLabels", () => {
    const args = { instanceLabels: { tier: "blue" }, components: { agent: { podLabels: { tier: "ngt" } } } };
    assert.deepEqual(networkPolicies(args)[0]?.spec.podSelector, { matchLabels: { tier: "ngt" } });
  });

  it("prefixes every policy name, including names that do not follow the usual pattern", () => {
    const components = { mirrorGateway: { enabled: true }, agent: { name: "ngt" } };
    assert.deepEqual(
      networkPolicies({ namePrefix: "blue-", components }).map(({ metadata }) => metadata.name),
      [
        "blue-ngt-allow",
        "blue-vald-discoverer-allow",
        "blue-vald-filter-gateway-allow",
        "blue-vald-lb-gateway-allow",
        "blue-vald-manager-index-allow",
        "blue-mirror-allow",
      ],
    );
  });

  it("omits the policy of a component that is off, and the component's edges in the other policies", () => {
    const policies = networkPolicies({ components: { lbGateway: { enabled: false } } });
    assert.deepEqual(
      policies.map(({ metadata, spec }) => [metadata.name, spec.ingress, spec.egress]),
      [
        [
          "vald-agent-allow",
          [{ from: [app("vald-filter-gateway")] }, { from: [app("vald-manager-index")] }],
          [{ to: [kubeSystem] }],
        ],
        ["vald-discoverer-allow", [{ from: [app("vald-manager-index")] }], [{ to: [kubeSystem] }]],
        ["vald-filter-gateway-allow", [], [{ to: [app("vald-agent")] }, { to: [kubeSystem] }]],
        [
          "vald-manager-index-allow",
          [],
          [{ to: [app("vald-agent")] }, { to: [app("vald-discoverer")] }, { to: [kubeSystem] }],
        ],
      ],
    );
  });

  it("adds a policy for each optional component that is on, with the names and labels of Vald's chart", () => {
    const on = { enabled: true };
    const policies = networkPolicies({
      components: { mirrorGateway: on, agentReadreplica: on, readreplicaRotator: on },
    });
    assert.deepEqual(
      policies.slice(5).map(({ metadata, spec }) => [metadata.name, spec.podSelector.matchLabels]),
      [
        ["mirror-allow", { app: "vald-mirror-gateway" }],
        ["agent-readreplica-allow", { "app.kubernetes.io/component": "agent-readreplica" }],
        ["vald-readreplica-rotate-allow", { app: "vald-readreplica-rotate" }],
      ],
    );
    assert.deepEqual(policies[3]?.spec.egress[2], {
      to: [{ podSelector: { matchLabels: { "app.kubernetes.io/component": "agent-readreplica" } } }],
    });
  });

  it("names the mirror gateway's policy by the usual pattern if the component has a custom name", () => {
    const policies = networkPolicies({ components: { mirrorGateway: { enabled: true, name: "copies" } } });
    assert.deepEqual(
      policies.slice(5).map(({ metadata, spec }) => [metadata.name, spec.podSelector.matchLabels]),
      [["copies-allow", { app: "copies" }]],
    );
  });

  it("returns nothing if policies are off", () => {
    assert.deepEqual(networkPolicies({ defaults: { networkPolicy: { enabled: false } } }), []);
  });

  it("sets namespace, labels and annotations on every policy", () => {
    const policies = networkPolicies({ namespace: "search", labels: { team: "a" }, annotations: { note: "b c" } });
    assert.deepEqual(policies[0]?.metadata, {
      name: "vald-agent-allow",
      namespace: "search",
      labels: { "app.kubernetes.io/component": "vald-agent", "app.kubernetes.io/part-of": "vald", team: "a" },
      annotations: { note: "b c" },
    });
    assert.deepEqual(
      policies.map(({ metadata }) => [metadata.namespace, metadata.labels["team"], metadata.annotations]),
      Array(5).fill(["search", "a", { note: "b c" }]),
    );
  });

  it("keeps a rule that is an empty object", () => {
    const policies = networkPolicies({ defaults: { networkPolicy: { custom: { ingress: [{}] } } } });
    assert.deepEqual(policies[2]?.spec.ingress, [{}]);
  });

  it("treats undefined outside rules as absent", () => {
    const args = { namespace: undefined, defaults: undefined, components: { agent: undefined }, labels: undefined };
    assert.deepEqual(networkPolicies(args), networkPolicies({}));
  });
});

function specs(policies: NetworkPolicy[]): Record<string, NetworkPolicy["spec"]> {
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec]));
}
