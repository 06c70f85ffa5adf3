import assert from "node:assert/strict";
import { type Pod, readObjects } from "../../core";

const object = (apiVersion: string, kind: string, name: string, fields: object = {}, owner?: [string, string]) => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: "vald",
    ...(owner !== undefined && { ownerReferences: [{ kind: owner[0], name: owner[1], controller: true }] }),
  },
  ...fields,
});
const template = (app: string, spec: object = {}) => ({ metadata: { labels: { app } }, spec });
const workload = (kind: string, name: string, spec: object, owner?: [string, string]) =>
  object("apps/v1", kind, name, { spec }, owner);
const job = (name: string, app: string, owner?: [string, string]) =>
  object("batch/v1", "Job", name, { spec: { template: template(app) } }, owner);
const cronJob = (name: string, app: string) =>
  object("batch/v1", "CronJob", name, { spec: { jobTemplate: { spec: { template: template(app) } } } });
const pod = (name: string, labels: object, owner?: [string, string], fields: object = {}) => {
  const { metadata, ...rest } = object("v1", "Pod", name, fields, owner);
  return { ...rest, metadata: { ...metadata, labels } };
};

/** `kind/name` for a workload, the name for a Pod object. */
const nameOf = ({ name, workload: of }: Pod) => name ?? `${of?.kind}/${of?.name}`;
const podsIn = (...documents: object[]) => readObjects(documents).input.pods?.map(nameOf);
const workloadsOf = (...documents: object[]) =>
  readObjects(documents).input.pods?.map((one) => `${one.workload?.kind}/${one.workload?.name}`);

describe("readObjects, for workloads", () => {
  it("reads each kind of workload as the pods that it creates", () => {
    assert.deepEqual(
      podsIn(
        workload("Deployment", "lb", { template: template("lb") }),
        workload("StatefulSet", "agent", { template: template("agent") }),
        workload("DaemonSet", "log", { template: template("log") }),
        workload("ReplicaSet", "web", { template: template("web") }),
        object("v1", "ReplicationController", "old", { spec: { template: template("old") } }),
        job("backup", "backup"),
        cronJob("save", "save"),
      ),
      [
        "Deployment/lb",
        "StatefulSet/agent",
        "DaemonSet/log",
        "ReplicaSet/web",
        "ReplicationController/old",
        "Job/backup",
        "CronJob/save",
      ],
    );
  });

  it("takes labels and ports from the pod template, and leaves the addresses unknown", () => {
    const containers = [{ name: "agent", ports: [{ name: "grpc", containerPort: 8081 }] }];
    assert.deepEqual(
      readObjects([workload("StatefulSet", "agent", { template: template("agent", { containers }) })]).input.pods,
      [
        {
          workload: { kind: "StatefulSet", name: "agent" },
          namespace: "vald",
          labels: { app: "agent" },
          ports: [{ name: "grpc", containerPort: 8081 }],
        },
      ],
    );
  });

  it("reads a template on the host network like a pod on the host network", () => {
    const { input, notes } = readObjects([
      workload("DaemonSet", "log", { template: template("log", { hostNetwork: true }) }),
    ]);
    assert.deepEqual([input.pods, input.hostNetworkPods?.map(nameOf)], [[], ["DaemonSet/log"]]);
    assert.deepEqual(notes, [{ code: "no-policies" }, { code: "pods-on-host-network", count: 1 }]);
  });

  it("keeps a template on the host network whose running pod is not there yet", () => {
    const { input } = readObjects([
      workload("DaemonSet", "log", { template: template("log", { hostNetwork: true }) }),
      pod("log-x", { app: "log" }, ["DaemonSet", "log"]),
    ]);
    assert.deepEqual([input.pods?.map(nameOf), input.hostNetworkPods?.map(nameOf)], [["log-x"], ["DaemonSet/log"]]);
  });

  it("puts a workload without a namespace into the given namespace", () => {
    const { metadata: _, ...rest } = cronJob("save", "save");
    assert.equal(readObjects([{ ...rest, metadata: { name: "save" } }], "search").input.pods?.[0]?.namespace, "search");
  });

  it("names a Job by the prefix of the name that it will get", () => {
    const { metadata: _, ...rest } = job("migrate", "migrate");
    assert.deepEqual(podsIn({ ...rest, metadata: { generateName: "migrate-" } }), ["Job/migrate"]);
  });

  const deployment = workload("Deployment", "lb", { template: template("lb") });
  const replicaSet = (name: string, replicas: number) =>
    workload("ReplicaSet", name, { replicas, template: template("lb") }, ["Deployment", "lb"]);
  const labels = { app: "lb", "pod-template-hash": "5d8" };

  for (const [title, documents, expected] of [
    [
      "a Deployment, its ReplicaSets, and its pod",
      [deployment, replicaSet("lb-5d8", 1), replicaSet("lb-old", 0), pod("lb-5d8-x", labels, ["ReplicaSet", "lb-5d8"])],
      ["lb-5d8-x"],
    ],
    [
      "a Deployment and its ReplicaSets without pods",
      [deployment, replicaSet("lb-5d8", 1), replicaSet("lb-old", 0)],
      ["Deployment/lb"],
    ],
    [
      "a ReplicaSet whose Deployment is not given",
      [replicaSet("lb-5d8", 1), replicaSet("lb-old", 0)],
      ["Deployment/lb"],
    ],
    ["only the ReplicaSet of an earlier revision", [replicaSet("lb-old", 0)], []],
    [
      "a Deployment with 0 replicas, which may be scaled up",
      [workload("Deployment", "lb", { replicas: 0, template: template("lb") })],
      ["Deployment/lb"],
    ],
    [
      "a Deployment and its pod, without the ReplicaSet",
      [deployment, pod("lb-5d8-x", labels, ["ReplicaSet", "lb-5d8"])],
      ["lb-5d8-x"],
    ],
    [
      "a Deployment and a pod with its labels and no owner",
      [deployment, pod("lb-x", { ...labels, more: "" })],
      ["lb-x"],
    ],
    [
      "a Deployment and its pod, which has labels of an earlier template",
      [workload("Deployment", "lb", { template: template("web") }), pod("lb-5d8-x", labels, ["ReplicaSet", "lb-5d8"])],
      ["lb-5d8-x", "Deployment/lb"],
    ],
    ["a Deployment and a pod with other labels", [deployment, pod("web", { app: "web" })], ["web", "Deployment/lb"]],
    [
      "a Deployment and a pod with its labels and another owner",
      [deployment, pod("x", labels, ["StatefulSet", "x"])],
      ["x", "Deployment/lb"],
    ],
    [
      "a Deployment and a pod with its labels in another namespace",
      [deployment, { ...pod("x", labels), metadata: { name: "x", namespace: "shop", labels } }],
      ["x", "Deployment/lb"],
    ],
    [
      "a Deployment whose pod has ended",
      [deployment, pod("x", labels, ["ReplicaSet", "lb-5d8"], { status: { phase: "Failed" } })],
      ["Deployment/lb"],
    ],
    [
      "a CronJob, its Jobs, and the pod of one Job",
      [
        cronJob("save", "save"),
        job("save-29000000", "save", ["CronJob", "save"]),
        job("save-29000060", "save", ["CronJob", "save"]),
        pod("p", { app: "save" }, ["Job", "save-29000060"]),
      ],
      ["p"],
    ],
    [
      "a CronJob between two runs, and its last Job",
      [cronJob("save", "save"), job("save-29000000", "save", ["CronJob", "save"])],
      ["CronJob/save"],
    ],
    [
      "a CronJob and a pod of a Job that was started by hand and is not given",
      [cronJob("save", "save"), pod("p", { app: "save" }, ["Job", "by-hand"])],
      ["p"],
    ],
    [
      "two workloads without labels, and a pod without an owner",
      [job("a", "a"), { ...cronJob("b", "b"), spec: {} }, pod("p", { app: "a" })],
      ["p", "CronJob/b"],
    ],
  ] as const) {
    it(`counts each workload once: ${title}`, () => assert.deepEqual(podsIn(...documents), expected));
  }

  for (const [title, owner, podLabels, expected] of [
    ["its controller", ["StatefulSet", "agent"], {}, "StatefulSet/agent"],
    ["the Deployment that named its ReplicaSet", ["ReplicaSet", "lb-5d8"], labels, "Deployment/lb"],
    ["a ReplicaSet with another name", ["ReplicaSet", "lb-blue"], labels, "ReplicaSet/lb-blue"],
    ["the CronJob that named its Job", ["Job", "save-29000000"], {}, "CronJob/save"],
    ["a Job with a date in its name", ["Job", "save-20260131"], {}, "Job/save-20260131"],
    ["no workload, but a node", ["Node", "node-1"], {}, "undefined/undefined"],
  ] as const) {
    it(`gives a pod the workload: ${title}`, () =>
      assert.deepEqual(workloadsOf(pod("p", podLabels, [...owner])), [expected]));
  }

  it("uses the node's address for a pod on the host network that has no address of its own yet", () => {
    const status = { hostIP: "172.18.0.3", hostIPs: [{ ip: "172.18.0.3" }, { ip: "fd00::3" }] };
    const { input } = readObjects([pod("p", {}, undefined, { spec: { hostNetwork: true }, status })]);
    assert.deepEqual(input.hostNetworkPods?.[0]?.ips, ["172.18.0.3", "fd00::3"]);
  });

  it("keeps ended pods apart, with the workload that they show", () => {
    const { input } = readObjects([
      pod("p", {}, ["Job", "save-29000000"], { status: { phase: "Succeeded", podIP: "10.0.0.1" } }),
    ]);
    assert.deepEqual(
      [input.pods, input.endedPods],
      [
        [],
        [{ name: "p", workload: { kind: "CronJob", name: "save" }, namespace: "vald", labels: {}, ips: ["10.0.0.1"] }],
      ],
    );
  });

  it("notes a workload that is invalid, and reads the other objects", () => {
    const { input, notes } = readObjects([
      deployment,
      workload("DaemonSet", "log", { template: { metadata: { labels: { "a b": "" } } } }),
    ]);
    assert.deepEqual(input.pods?.map(nameOf), ["Deployment/lb"]);
    assert.deepEqual(input.unreadNamespaces, ["vald"]);
    const unread = notes.find((note) => note.code === "workloads-not-read");
    assert.deepEqual(
      [unread?.count, unread?.first.object, unread?.first.issue.path],
      [1, "DaemonSet vald/log", ["spec", "template", "metadata", "labels", "a b"]],
    );
  });
});
