import assert from "node:assert/strict";
import { check, type CheckInput, type NetworkPoliciesArgs, networkPolicies, type Pod } from "../../../core";

const namespace = "vald";
const template = (kind: string, name: string, more: Partial<Pod> = {}): Pod => ({
  workload: { kind, name },
  namespace,
  labels: { app: name },
  ...more,
});
/** The locations of the findings of one rule. */
const locations = (id: string, input: CheckInput) =>
  check(input).findings.flatMap((finding) => (finding.id === id ? [[finding.object, finding.path.join(".")]] : []));
const manifests: CheckInput = { policies: networkPolicies({ namespace }), args: { namespace } };

describe("check, for workloads", () => {
  it("locates findings in the pod template", () => {
    assert.deepEqual(
      locations("pod-without-policy", {
        ...manifests,
        pods: [template("StatefulSet", "web"), template("CronJob", "backup")],
      }),
      [
        ["CronJob vald/backup", "spec.jobTemplate.spec.template.metadata.labels"],
        ["StatefulSet vald/web", "spec.template.metadata.labels"],
      ],
    );
    assert.deepEqual(
      locations("pod-on-host-network", {
        ...manifests,
        pods: [template("StatefulSet", "vald-agent", { hostNetwork: true })],
      }),
      [["StatefulSet vald/vald-agent", "spec.template.spec.hostNetwork"]],
    );
  });

  it("names the workload of which only an ended pod is left", () => {
    const endedPods = [template("Job", "backup", { name: "backup-x" })];
    assert.deepEqual(locations("pod-without-policy", { ...manifests, pods: [], endedPods }), [
      ["Job vald/backup", "spec.template.metadata.labels"],
    ]);
  });

  it("does not call a port name unknown because a chart does not contain the pods of a peer", () => {
    const args: NetworkPoliciesArgs = {
      namespace,
      edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: "grpc" }] }],
    };
    assert.deepEqual(
      locations("unknown-port-name", { policies: networkPolicies(args), args, pods: [template("Deployment", "web")] }),
      [],
    );
  });
});

describe("peer-on-host-network", () => {
  const shop = { namespace: "shop", podLabels: { app: "web" } };
  const args: NetworkPoliciesArgs = { namespace, edges: [{ from: shop, to: { component: "lbGateway" } }] };
  const web: Pod = { name: "web-0", namespace: "shop", labels: { app: "web" } };
  const onNode = { ...web, name: "web-1", hostNetwork: true };
  const found = (input: CheckInput) => locations("peer-on-host-network", { args, ...input });

  it("is found in an edge", () => {
    assert.deepEqual(found({ pods: [], hostNetworkPods: [onNode] }), [[undefined, "edges.0.from"]]);
  });

  it("is found in manifests", () => {
    assert.deepEqual(found({ policies: networkPolicies(args), pods: [onNode] }), [
      ["NetworkPolicy vald/vald-lb-gateway-allow", "spec.ingress.1.from.0"],
    ]);
  });

  it("is found for a workload on the host network", () => {
    const daemonSet = template("DaemonSet", "web", { namespace: "shop", hostNetwork: true });
    assert.deepEqual(found({ pods: [daemonSet] }), [[undefined, "edges.0.from"]]);
  });

  for (const [title, objects] of [
    ["one pod is not on the host network", { pods: [web, onNode] }],
    ["such a pod has ended, and may run again", { pods: [onNode], endedPods: [web] }],
    ["a pod may have the labels", { pods: [onNode, { ...web, labels: {}, mayHaveMoreLabels: true }] }],
    ["other pods of the namespace cannot be read", { pods: [onNode], unreadNamespaces: ["shop"] }],
    ["the pod on the host network has other labels", { pods: [{ ...onNode, labels: {} }] }],
    ["no pod fits", { pods: [] }],
  ] as const) {
    it(`is not found if ${title}`, () => assert.deepEqual(found(objects), []));
  }

  it("is not found for a component, whose pods have a finding of their own", () => {
    const agent = { ...template("StatefulSet", "vald-agent"), hostNetwork: true };
    assert.deepEqual(found({ policies: networkPolicies(args), pods: [agent] }), []);
  });
});
