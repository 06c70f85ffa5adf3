import assert from "node:assert/strict";
import { type AnalysisInput, explain, type Explanation, type Peer, type Pod, type Question } from "../../../core";
import { endpointNoteText } from "../../../cli/output/endpointNoteText";

const controllers = { namespaceSelector: {}, podSelector: { matchLabels: { app: "controller" } } };
const nodes = { ipBlock: { cidr: "172.18.0.0/16" } };
const input = (from: object[]): AnalysisInput => ({
  policies: [
    { metadata: { name: "lb", namespace: "vald" }, spec: { podSelector: {}, ingress: [{ from }] } },
    { metadata: { name: "deny", namespace: "ingress" }, spec: { podSelector: {}, policyTypes: ["Egress"] } },
  ],
  pods: [lb, { ...agent, name: "agent-0" }, { ...agent, name: "agent-1" }],
  hostNetworkPods: [controller],
  endedPods: [ended],
});
const lb: Pod = { name: "lb", namespace: "vald", labels: {}, ips: ["10.0.0.2"] };
const agent: Pod = { workload: { kind: "StatefulSet", name: "agent" }, namespace: "vald", labels: { app: "agent" } };
const controller: Pod = {
  name: "controller",
  namespace: "ingress",
  labels: { app: "controller", node: "1" },
  ips: ["172.18.0.3"],
};
const ended: Pod = { name: "save-1-x", namespace: "shop", labels: { app: "controller" }, ips: ["10.0.0.9"] };
const byLabels: Pod = { namespace: "ingress", labels: { app: "controller" } };

const texts = ({ verdict, endpointNotes }: Explanation) => [verdict, ...endpointNotes.map(endpointNoteText)];
const explained = (from: Peer, peers: object[], more: Partial<Question> = {}) =>
  texts(explain(input(peers), { from, to: lb, ...more }));

describe("explain, for pods that policies do not treat by their labels", () => {
  const onHostNetwork =
    "ingress/controller is on the host network: no policy applies to it, and rules match it only by its node's address, 172.18.0.3";

  it("answers for a pod on the host network by its node's address", () => {
    assert.deepEqual(explained(controller, [nodes]), ["allowed", onHostNetwork]);
    assert.deepEqual(explained(controller, [controllers]), ["denied", onHostNetwork]);
  });

  it("says which address is missing if the answer depends on it", () => {
    const { ips: _, ...pod } = controller;
    assert.deepEqual(explained(pod, [nodes]), [
      "unknown",
      "ingress/controller is on the host network: no policy applies to it, and rules match it only by its node's address, which the input does not contain; if you know the address, pass it instead",
    ]);
    assert.equal(explained(pod, [controllers])[0], "denied");
    const { name: _name, ...anyPod } = { ...pod, workload: { kind: "DaemonSet", name: "log" }, hostNetwork: true };
    assert.deepEqual(explained(anyPod, [nodes]), [
      "unknown",
      "ingress/DaemonSet/log has no running pods in the input: this is the result for a pod from its template",
      "ingress/DaemonSet/log is on the host network: no policy applies to it, and rules match it only by its node's address, which depends on the node: for an answer, pass the address of a node, or the name of one of its pods",
    ]);
  });

  it("applies no policy to a target on the host network", () => {
    assert.deepEqual(texts(explain(input([]), { from: { address: "192.0.2.1" }, to: { ...lb, hostNetwork: true } })), [
      "allowed",
      "vald/lb is on the host network: no policy applies to it, and rules match it only by its node's address, 10.0.0.2",
    ]);
  });

  it("says that an address belongs to a node", () => {
    assert.deepEqual(explained({ address: "172.18.0.3" }, [nodes]), [
      "allowed",
      "172.18.0.3 is the address of a node: ingress/controller is on its host network, so no selector matches the address",
    ]);
  });

  it("says that all pods with the labels in question are on the host network", () => {
    assert.deepEqual(explained(byLabels, [controllers]), [
      "denied",
      "ingress/controller has these labels, but on the host network, where no selector matches: this is the result for a pod that is not on the host network",
    ]);
  });

  it("answers for a pod that has ended as if it ran again, at an unknown address", () => {
    const note = "shop/save-1-x has ended: this is the result for a new pod with the same labels";
    assert.deepEqual(explained(ended, [controllers]), ["allowed", note]);
    assert.deepEqual(explained(ended, [{ ipBlock: { cidr: "10.0.0.9/32" } }]), ["unknown", note]);
  });

  it("says that an address was that of a pod that has ended, and answers for the address", () => {
    assert.deepEqual(explained({ address: "10.0.0.9" }, [controllers]), [
      "denied",
      "10.0.0.9 was the address of shop/save-1-x, which has ended: this is the result for the address; for a new pod with the same labels, pass shop/save-1-x",
    ]);
  });

  it("says how many pods a workload has, or that it has none", () => {
    assert.deepEqual(explained(agent, []), [
      "allowed",
      "vald/StatefulSet/agent has 2 pods in the input: this is the result for what they have in common; for one of them, pass its name",
    ]);
    assert.deepEqual(explained({ ...agent, workload: { kind: "CronJob", name: "save" } }, []), [
      "allowed",
      "vald/CronJob/save has no running pods in the input: this is the result for a pod from its template",
    ]);
  });

  it("says nothing about other pods and addresses", () => {
    assert.deepEqual(explained({ ...lb, name: "web", namespace: "shop" }, []), ["allowed"]);
    assert.deepEqual(explained({ address: "192.0.2.1" }, []), ["allowed"]);
    assert.deepEqual(explained({ ...byLabels, labels: { app: "other" } }, [controllers]), ["denied"]);
  });

  it("is the same if the pods on the host network are among the other pods", () => {
    const { hostNetworkPods = [], pods = [], ...rest } = input([controllers]);
    const all = [...pods, ...hostNetworkPods.map((pod) => ({ ...pod, hostNetwork: true }))];
    assert.deepEqual(texts(explain({ ...rest, pods: all }, { from: controller, to: lb })), ["denied", onHostNetwork]);
  });
});
