import assert from "node:assert/strict";
import {
  type CheckInput,
  type EgressRule,
  networkPolicies,
  type NetworkPolicyManifest,
  type NetworkPolicyPeer,
  type Pod,
} from "../../../core";
import { detailsOf, locationsOf } from "./found";

const namespace = "vald";
const documented = networkPolicies({ namespace });
const egressPolicy = (rule: EgressRule): NetworkPolicyManifest => ({
  metadata: { name: "agents", namespace },
  spec: { podSelector: { matchLabels: { app: "vald-agent" } }, policyTypes: ["Egress"], egress: [rule] },
});

describe("peer-selects-no-pod", () => {
  const name = (value: string): NetworkPolicyPeer => ({
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": value } },
  });
  const labeled = (label: string, value: string): NetworkPolicyPeer => ({
    namespaceSelector: { matchLabels: { [label]: value } },
  });
  const pods = (label: string, value: string) => ({ podSelector: { matchLabels: { [label]: value } } });
  const pod = (podNamespace: string, labels: Pod["labels"]): Pod => ({
    name: "pod-0",
    namespace: podNamespace,
    labels,
  });
  const all = Object.fromEntries(
    ["vald", "kube-system", "default", "kube-public", "kube-node-lease", "monitoring", "empty"].map((one) => [
      one,
      { "kubernetes.io/metadata.name": one, ...(one === "monitoring" && { team: "obs" }) },
    ]),
  );
  const dns = pod("kube-system", { "k8s-app": "kube-dns" });
  const proxy = pod("kube-system", { "k8s-app": "kube-proxy" });
  const prometheus = pod("monitoring", { app: "prometheus" });
  const agent = pod(namespace, { app: "vald-agent" });
  const everything = { namespaces: all, pods: [dns, proxy, prometheus, agent] };
  const inputWith = (peer: NetworkPolicyPeer, objects: Partial<CheckInput>): CheckInput => ({
    policies: [egressPolicy({ to: [peer], ports: [{ protocol: "UDP", port: 53 }] })],
    args: { namespace },
    ...objects,
  });
  const { empty: _, ...withoutEmpty } = all;
  const { "kube-system": kubeSystem, ...someNamespaces } = all;
  const rows: [what: string, peer: NetworkPolicyPeer, objects: Partial<CheckInput>, detail?: string][] = [
    [
      "a namespace that does not exist",
      name("monitorin"),
      everything,
      "all pods in namespace monitorin; no such namespace; did you mean monitoring?",
    ],
    [
      "a namespace that is not given, if only some are",
      name("monitorin"),
      { ...everything, namespaces: someNamespaces },
    ],
    ["a namespace that cannot be read", name("monitorin"), { ...everything, unreadNamespaces: ["monitorin"] }],
    [
      "labels of pods, if not all pods of the namespace can be read",
      { ...name("monitoring"), ...pods("app", "x") },
      { ...everything, unreadNamespaces: ["monitoring"] },
    ],
    [
      "a label that may be that of a namespace that cannot be read",
      labeled("name", "x"),
      { ...everything, unreadNamespaces: ["monitorin"] },
    ],
    ["a namespace, without Namespace objects", name("monitorin"), { pods: everything.pods }],
    [
      "a namespace, if pods of a namespace that is not given show that some are missing",
      name("shop"),
      { ...everything, pods: [agent, pod("search", {})] },
    ],
    [
      "a label that no namespace has",
      labeled("name", "monitoring"),
      everything,
      "all pods in namespaces name=monitoring; no such namespace",
    ],
    ["a label that a namespace has", labeled("team", "obs"), everything],
    ["a label, if only some namespaces are given", labeled("team", "x"), { ...everything, namespaces: someNamespaces }],
    [
      "a given namespace without the label",
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring", team: "x" } } },
      { ...everything, namespaces: someNamespaces },
      "all pods in namespaces kubernetes.io/metadata.name=monitoring,team=x; no such namespace",
    ],
    [
      "labels of no pod in a namespace",
      { ...name("kube-system"), ...pods("k8s-app", "coredns") },
      everything,
      "pods k8s-app=coredns in namespace kube-system; pods there have k8s-app=kube-dns",
    ],
    [
      "labels of no pod in a namespace, without Namespace objects",
      { ...name("monitoring"), ...pods("app", "grafana") },
      { pods: everything.pods },
      "pods app=grafana in namespace monitoring; pods there have app=prometheus",
    ],
    ["labels in a namespace without given pods", { ...name("empty"), ...pods("app", "grafana") }, everything],
    ["labels, if only namespaces are given", { ...name("monitoring"), ...pods("app", "grafana") }, { namespaces: all }],
    [
      "labels in any namespace, one of which has no given pods",
      { namespaceSelector: {}, ...pods("app", "grafana") },
      everything,
    ],
    [
      "labels that no pod in any namespace has",
      { namespaceSelector: {}, ...pods("app", "grafana") },
      { ...everything, namespaces: withoutEmpty },
      "pods app=grafana in all namespaces; pods there have app in (prometheus,vald-agent)",
    ],
    [
      "labels in Vald's own namespace",
      pods("app", "search"),
      everything,
      "pods app=search in namespace vald; pods there have app=vald-agent",
    ],
    // The rule bare-pod-selector reports this.
    ["labels of a pod in another namespace, without a namespace", pods("app", "prometheus"), everything],
    [
      "labels in Vald's own namespace, if its pods are not given",
      pods("app", "search"),
      { ...everything, pods: [dns] },
    ],
    ["a component without pods", pods("app", "vald-discoverer"), everything],
    [
      "labels of a pod on the host network",
      { ...name("kube-system"), ...pods("k8s-app", "node-dns") },
      { ...everything, hostNetworkPods: [pod("kube-system", { "k8s-app": "node-dns" })] },
    ],
    [
      "labels in a namespace of which only workloads are given, as in a rendered chart",
      pods("app", "search"),
      { pods: [{ namespace, workload: { kind: "Deployment", name: "web" }, labels: { app: "web" } }] },
    ],
    [
      "labels of a workload without pods",
      { ...name("monitoring"), ...pods("app", "report") },
      {
        ...everything,
        pods: [
          prometheus,
          { namespace: "monitoring", workload: { kind: "CronJob", name: "report" }, labels: { app: "report" } },
        ],
      },
    ],
    [
      "labels of a pod that has ended",
      { ...name("monitoring"), ...pods("app", "report") },
      { ...everything, endedPods: [pod("monitoring", { app: "report" })] },
    ],
    ["a CIDR block", { ipBlock: { cidr: "192.0.2.0/24" } }, everything],
    [
      "a selector that nothing can match",
      {
        podSelector: {
          matchExpressions: [
            { key: "a", operator: "Exists" },
            { key: "a", operator: "DoesNotExist" },
          ],
        },
      },
      everything,
    ],
  ];
  for (const [what, peer, objects, detail] of rows) {
    it(`is ${detail === undefined ? "not " : ""}reported for ${what}`, () => {
      assert.deepEqual(
        detailsOf("peer-selects-no-pod", inputWith(peer, objects)),
        detail === undefined ? [] : [`DNS: ${detail}`],
      );
    });
  }

  it("mentions DNS only for egress on its port", () => {
    const peer = { ...name("monitoring"), ...pods("app", "grafana") };
    const policy = egressPolicy({ to: [peer], ports: [{ port: 3000 }] });
    assert.deepEqual(detailsOf("peer-selects-no-pod", { policies: [policy], args: { namespace }, ...everything }), [
      "pods app=grafana in namespace monitoring; pods there have app=prometheus",
    ]);
  });

  it("is reported for the values' edges and custom rules, unless a policy contains the peer", () => {
    const args = {
      namespace,
      edges: [{ from: { namespace: "monitorin" }, to: { component: "agent" as const } }],
      dns: [{ namespace: "kube-system", podLabels: { "k8s-app": "coredns" } }],
    };
    const locations = (policies: readonly NetworkPolicyManifest[]) =>
      locationsOf("peer-selects-no-pod", { policies, args, ...everything });
    assert.deepEqual(locations(documented), ["dns[0]", "edges[0].from"]);
    assert.ok(locations(networkPolicies(args)).every((location) => location.startsWith("NetworkPolicy ")));
  });
});
