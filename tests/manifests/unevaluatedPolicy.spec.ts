import assert from "node:assert/strict";
import { unevaluatedPolicy } from "../../manifests/unevaluatedPolicy";

const read = (apiVersion: string, kind: string, value: object) =>
  unevaluatedPolicy({ apiVersion, kind, value: { metadata: { name: "a", namespace: "vald" }, ...value } }, "default");
const inVald = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "vald" } } };
const web = { matchLabels: { app: "web" } };
const both = ["ingress", "egress"];
const rules = (...actions: string[]) => actions.map((action) => ({ action }));

describe("the pods to which a policy of another kind may apply", () => {
  for (const [title, apiVersion, kind, value, subjects] of [
    [
      "namespaces",
      "policy.networking.k8s.io/v1alpha1",
      "AdminNetworkPolicy",
      { subject: { namespaces: web } },
      [{ namespaceSelector: web }],
    ],
    [
      "pods in namespaces",
      "policy.networking.k8s.io/v1alpha2",
      "ClusterNetworkPolicy",
      { subject: { pods: { namespaceSelector: {}, podSelector: web } } },
      [{ namespaceSelector: {}, podSelector: web }],
    ],
    ["everything, without a subject", "networking.k8s.aws/v1alpha1", "ClusterNetworkPolicy", {}, [{}]],
    [
      "pods by Cilium's keys",
      "cilium.io/v2",
      "CiliumNetworkPolicy",
      { endpointSelector: { matchLabels: { "k8s:app": "web" } } },
      [{ ...inVald, podSelector: web }],
    ],
    [
      "pods in a namespace, by Cilium's keys",
      "cilium.io/v2",
      "CiliumClusterwideNetworkPolicy",
      {
        endpointSelector: {
          matchLabels: { "any:app": "web", "k8s:io.kubernetes.pod.namespace": "vald", "reserved:host": "" },
        },
      },
      [{ ...inVald, podSelector: web }],
    ],
    ["no pods, but nodes", "cilium.io/v2", "CiliumClusterwideNetworkPolicy", { nodeSelector: web }, []],
    [
      "pods by an expression",
      "crd.projectcalico.org/v1",
      "NetworkPolicy",
      { selector: "app == 'web' && has(tier)" },
      [
        {
          ...inVald,
          podSelector: {
            matchExpressions: [
              { key: "app", operator: "In", values: ["web"] },
              { key: "tier", operator: "Exists" },
            ],
          },
        },
      ],
    ],
    [
      "all pods, by another expression",
      "projectcalico.org/v3",
      "NetworkPolicy",
      { selector: "app in {'a'} || all()" },
      [inVald],
    ],
    [
      "namespaces by an expression",
      "projectcalico.org/v3",
      "GlobalNetworkPolicy",
      { namespaceSelector: 'team == "a"' },
      [{ namespaceSelector: { matchExpressions: [{ key: "team", operator: "In", values: ["a"] }] } }],
    ],
    [
      "each of a list",
      "crd.antrea.io/v1beta1",
      "ClusterNetworkPolicy",
      { appliedTo: [{ podSelector: web }, { group: "g" }] },
      [{ podSelector: web }, {}],
    ],
    ["all pods of the namespace", "k8s.ovn.org/v1", "EgressFirewall", {}, [inVald]],
    [
      "pods of the namespace",
      "networking.gke.io/v1alpha1",
      "FQDNNetworkPolicy",
      { podSelector: web },
      [{ ...inVald, podSelector: web }],
    ],
    [
      "all pods, if the selector cannot be read",
      "extensions/v1beta1",
      "NetworkPolicy",
      { podSelector: "web" },
      [inVald],
    ],
  ] as const)
    it(`are ${title}, for ${kind} (${apiVersion})`, () =>
      assert.deepEqual(read(apiVersion, kind, { spec: value })?.subjects, subjects));

  it("are those of all namespaces, for an AuthorizationPolicy in Istio's root namespace", () => {
    const of = (namespace: string) =>
      read("security.istio.io/v1", "AuthorizationPolicy", {
        metadata: { name: "a", namespace },
        spec: { selector: web },
      })?.subjects;
    assert.deepEqual([of("vald"), of("istio-system")], [[{ ...inVald, podSelector: web }], [{ podSelector: web }]]);
  });

  it("are all pods, if the object cannot be read", () => {
    for (const value of [{}, { spec: null }, { spec: {}, specs: {} }])
      assert.deepEqual(read("cilium.io/v2", "CiliumClusterwideNetworkPolicy", value)?.subjects, [{}]);
  });

  it("are those of each spec", () => {
    const specs = [{ endpointSelector: web }, { endpointSelector: {} }];
    assert.deepEqual(read("cilium.io/v2", "CiliumClusterwideNetworkPolicy", { specs })?.subjects, [
      { namespaceSelector: { matchLabels: {} }, podSelector: web },
      { namespaceSelector: {}, podSelector: {} },
    ]);
  });

  it("are all pods, for an object without a namespace of a kind that is not listed", () => {
    const value = { metadata: { name: "a" }, spec: {} };
    const { subjects, name } = read("network.example.com/v1", "GlobalNetworkPolicy", value) ?? {};
    assert.deepEqual([subjects, name], [[{}], "a"]);
  });

  it("are in the default namespace, if the object has none", () => {
    const value = { metadata: { name: "a" }, spec: {} };
    assert.equal(read("cilium.io/v2", "CiliumNetworkPolicy", value)?.name, "default/a");
  });
});

describe("what a policy of another kind may decide", () => {
  for (const [title, apiVersion, kind, spec, effect] of [
    [
      "what its actions say",
      "policy.networking.k8s.io/v1alpha1",
      "AdminNetworkPolicy",
      { ingress: rules("Allow") },
      { directions: ["ingress"], mayAllow: true, mayDeny: false },
    ],
    [
      "what its actions say",
      "policy.networking.k8s.io/v1alpha2",
      "ClusterNetworkPolicy",
      { tier: "Admin", egress: rules("Accept", "Deny") },
      { directions: ["egress"], mayAllow: true, mayDeny: true },
    ],
    [
      "nothing, if it only passes",
      "policy.networking.k8s.io/v1alpha1",
      "AdminNetworkPolicy",
      { egress: rules("Pass") },
      { directions: ["egress"], mayAllow: false, mayDeny: false },
    ],
    [
      "anything, if its rules cannot be read",
      "policy.networking.k8s.io/v1alpha1",
      "AdminNetworkPolicy",
      { egress: [{}] },
      { directions: ["egress"], mayAllow: true, mayDeny: true },
    ],
    [
      "on pods without a NetworkPolicy",
      "policy.networking.k8s.io/v1alpha1",
      "BaselineAdminNetworkPolicy",
      { ingress: rules("Allow", "Deny") },
      { directions: ["ingress"], mayAllow: false, mayDeny: "not-isolated" },
    ],
    [
      "on pods without a NetworkPolicy",
      "networking.k8s.aws/v1alpha1",
      "ClusterNetworkPolicy",
      { tier: "Baseline", egress: rules("Deny") },
      { directions: ["egress"], mayAllow: false, mayDeny: "not-isolated" },
    ],
    ["a denial", "k8s.ovn.org/v1", "EgressFirewall", {}, { directions: ["egress"], mayAllow: false, mayDeny: true }],
    [
      "a denial",
      "security.istio.io/v1beta1",
      "AuthorizationPolicy",
      {},
      { directions: ["ingress"], mayAllow: false, mayDeny: true },
    ],
    [
      "one direction",
      "crd.projectcalico.org/v1",
      "GlobalNetworkPolicy",
      { types: ["Egress"] },
      { directions: ["egress"], mayAllow: true, mayDeny: true },
    ],
    [
      "one direction",
      "cilium.io/v2",
      "CiliumNetworkPolicy",
      { ingressDeny: [] },
      { directions: ["ingress"], mayAllow: true, mayDeny: true },
    ],
    ["anything", "cilium.io/v2", "CiliumNetworkPolicy", {}, { directions: both, mayAllow: true, mayDeny: true }],
    [
      "anything",
      "networking.k8s.aws/v1alpha1",
      "ApplicationNetworkPolicy",
      {},
      { directions: both, mayAllow: true, mayDeny: true },
    ],
    [
      "anything",
      "policy.linkerd.io/v1alpha1",
      "AuthorizationPolicy",
      {},
      { directions: both, mayAllow: true, mayDeny: true },
    ],
  ] as const)
    it(`is ${title}, for ${kind} (${apiVersion}) with ${JSON.stringify(spec)}`, () => {
      const { directions, mayAllow, mayDeny } = read(apiVersion, kind, { spec }) ?? {};
      assert.deepEqual({ directions, mayAllow, mayDeny }, effect);
    });

  for (const [apiVersion, kind] of [
    ["networking.k8s.io/v1", "NetworkPolicy"],
    ["projectcalico.org/v3", "StagedNetworkPolicy"],
    ["apps/v1", "Deployment"],
    ["policy/v1beta1", "PodSecurityPolicy"],
  ] as const)
    it(`is nothing, for ${kind} (${apiVersion})`, () => assert.equal(read(apiVersion, kind, { spec: {} }), undefined));
});
