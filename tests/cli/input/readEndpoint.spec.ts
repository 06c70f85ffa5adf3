import assert from "node:assert/strict";
import type { Pod } from "../../../core";
import { readEndpoint } from "../../../cli/input/readEndpoint";
import { UsageError } from "../../../cli/input/usageError";

const noObjects = {};
const pod = { namespace: "vald", name: "agent-0", labels: { app: "vald-agent" }, ips: ["10.0.0.1", "fd00::1"] };
const objects = { namespaces: { shop: { team: "search" } }, pods: [pod] };
const workload = (kind: string, name: string) => ({ kind, name });
const gateway = (name: string, hash: string, ip: string): Pod => ({
  name,
  workload: workload("Deployment", "lb"),
  namespace: "vald",
  labels: { app: "lb", "pod-template-hash": hash },
  ips: [ip],
  ports: [],
});
const controller = {
  ...gateway("controller", "a", "172.18.0.3"),
  workload: workload("DaemonSet", "controller"),
  hostNetwork: true,
};
const save: Pod = { workload: workload("CronJob", "save"), namespace: "vald", labels: { app: "save" } };
const ended: Pod = { name: "backup-2-x", workload: workload("CronJob", "backup"), namespace: "vald", labels: {} };
const workloads = {
  pods: [gateway("lb-0", "a", "10.0.0.1"), gateway("lb-1", "b", "10.0.0.2"), save],
  hostNetworkPods: [controller],
  endedPods: [{ ...ended, name: "backup-1-x" }, ended],
};
const expected =
  "is not a valid endpoint; expected a component, an IP address, a CIDR block, namespace/key=value,..., namespace/name, or namespace/kind/name";

describe("readEndpoint", () => {
  for (const [title, text, given, endpoint] of [
    ["a component", "indexManager", noObjects, "indexManager"],
    ["a component by its title", "index manager", noObjects, "indexManager"],
    ["a component by its app label", "vald-manager-index", noObjects, "indexManager"],
    ["a component in another case", "LBGateway", noObjects, "lbGateway"],
    ["a component with other separators", "index-manager", noObjects, "indexManager"],
    ["an IPv4 address", "192.0.2.7", noObjects, { address: "192.0.2.7" }],
    ["an IPv4 CIDR block", "10.0.0.0/8", noObjects, { address: "10.0.0.0/8" }],
    ["an IPv6 address", "2001:db8::1", noObjects, { address: "2001:db8::1" }],
    ["an IPv6 CIDR block", "2001:db8::/32", noObjects, { address: "2001:db8::/32" }],
    ["a pod by its labels", "shop/app=web,tier=", noObjects, { namespace: "shop", labels: { app: "web", tier: "" } }],
    [
      "a label key with a prefix",
      "shop/app.kubernetes.io/name=web",
      noObjects,
      { namespace: "shop", labels: { "app.kubernetes.io/name": "web" } },
    ],
    ["a pod without labels", "kube-system/", noObjects, { namespace: "kube-system", labels: {} }],
    [
      "labels in a namespace with a Namespace object",
      "shop/app=web",
      objects,
      { namespace: "shop", labels: { app: "web" }, namespaceLabels: { team: "search" } },
    ],
    [
      "a namespace named like a property that every JavaScript object has",
      "constructor/",
      objects,
      { namespace: "constructor", labels: {} },
    ],
    ["a pod by its name", "vald/agent-0", objects, pod],
    [
      "a pod by its address, which then counts as the pod's only address",
      "10.0.0.1",
      objects,
      { ...pod, ips: ["10.0.0.1"] },
    ],
    ["a pod by another spelling of its IPv6 address", "fd00:0::1", objects, { ...pod, ips: ["fd00:0::1"] }],
    ["an address that no pod has", "10.0.0.2", objects, { address: "10.0.0.2" }],
    ["a pod on the host network by its name", "vald/controller", workloads, controller],
    ["the address of a node, which is not only the pod's", "172.18.0.3", workloads, { address: "172.18.0.3" }],
    ["a pod by its kind and name", "vald/pod/controller", workloads, controller],
    ["a workload without pods by its name", "vald/save", workloads, save],
    ["a workload by kubectl's short name of its kind", "vald/cj/save", workloads, save],
    ["a workload by its kind in any case, singular or plural", "vald/CronJobs/save", workloads, save],
    ["a workload with one pod", "vald/ds/controller", workloads, controller],
    ["the last ended pod of a workload without others", "vald/backup", workloads, ended],
    [
      "a workload with several pods, as what they have in common",
      "vald/deploy/lb",
      workloads,
      {
        workload: workload("Deployment", "lb"),
        namespace: "vald",
        labels: { app: "lb" },
        mayHaveMoreLabels: true,
        ports: [],
      },
    ],
  ] as const) {
    it(`reads ${title}: ${text}`, () => assert.deepEqual(readEndpoint(text, given), endpoint));
  }

  for (const [text, message] of [
    ["lb", `"lb" ${expected} (did you mean \`lbGateway\`?)`],
    [
      "kube-system",
      `"kube-system" ${expected} (for a pod without labels in namespace kube-system, write \`kube-system/\`)`,
    ],
    [
      "10.0.0.0/33",
      '10.0.0.0/33: got "10.0.0.0/33"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32',
    ],
    [
      "2001:db8::/129",
      '2001:db8::/129: got "2001:db8::/129"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32',
    ],
    ["vald-agentt", `"vald-agentt" ${expected} (did you mean \`agent\`?)`],
    ["lb gatewy", `"lb gatewy" ${expected} (did you mean \`lbGateway\`?)`],
    ["", `"" ${expected}`],
    ["*", `"*" ${expected} (for any address, write 0.0.0.0/0)`],
    ["values.yaml", `"values.yaml" ${expected} (pass values with -f, and manifests with --manifests)`],
    ["lbGateway:8081", "lbGateway:8081: an endpoint contains no port; pass the target's port with --port 8081"],
    ["10.1.0.21:8080", "10.1.0.21:8080: an endpoint contains no port; pass the target's port with --port 8080"],
    ["[fd00::1]:80", "[fd00::1]:80: an endpoint contains no port; pass the target's port with --port 80"],
    ["shop/app=a:80", "shop/app=a:80: an endpoint contains no port; pass the target's port with --port 80"],
    ["svc/cart", "svc/cart: add the namespace of the object: NAMESPACE/svc/cart"],
    ["deploy/cart", "deploy/cart: add the namespace of the object: NAMESPACE/deploy/cart"],
    ["app=web", `"app=web" ${expected} (add the pod's namespace: NAMESPACE/app=web)`],
    ["s3.example.com", `"s3.example.com" ${expected} (policies do not know host names; write the host's address)`],
    ["/app=web", `"/app=web" ${expected}`],
    ["300.0.0.1", `"300.0.0.1" ${expected}`],
    ["shop/a=b=c", `"shop/a=b=c" ${expected}`],
    ["shop/a=b,c", `"shop/a=b,c" ${expected}`],
    ["shop/a=b,a=c", "shop/a=b,a=c: the label key `a` appears twice"],
    [
      "Shop/a=b",
      'Shop/a=b: got "Shop"; expected a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit',
    ],
    [
      "app.kubernetes.io/name=web",
      'app.kubernetes.io/name=web: got "app.kubernetes.io"; expected a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit',
    ],
    [
      "shop/=b",
      'shop/=b: got ""; expected a label key: an optional prefix and "/", then a name; the name has at most 63 letters, digits, "-", "_", or ".", and starts and ends with a letter or digit; the prefix is a lowercase DNS name of at most 253 characters',
    ],
    [
      "shop/a=-\u0007",
      'shop/a=-\\u0007: got "-\\u0007"; expected a label value: empty, or at most 63 letters, digits, "-", "_", or ".", starting and ending with a letter or digit',
    ],
    ["10.0.0.1/8", "10.0.0.1/8: a CIDR block must begin with its first address (did you mean 10.0.0.0/8?)"],
    ["::ffff:10.2.3.4", "::ffff:10.2.3.4: connections to IPv4-mapped addresses use IPv4; write 10.2.3.4"],
    ["::ffff:a00:0/104", "::ffff:a00:0/104: connections to IPv4-mapped addresses use IPv4; write 10.0.0.0/8"],
    ["2001:db8::1/32", "2001:db8::1/32: a CIDR block must begin with its first address (did you mean 2001:db8::/32?)"],
  ] as const) {
    it(`rejects ${JSON.stringify(text)}`, () =>
      assert.throws(() => readEndpoint(text, noObjects), new UsageError(message)));
  }

  for (const [title, text, message] of [
    [
      "a kind that no object in the input has under this name",
      "vald/sts/lb",
      "vald/sts/lb: the input contains no StatefulSet with this name; specify the pod's labels instead: vald/key=value,...",
    ],
    [
      "an unknown kind",
      "vald/rollout/lb",
      "vald/rollout/lb: expected namespace/kind/name with one of these kinds: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob",
    ],
    [
      "a name that workloads of two kinds have",
      "vald/twice",
      "vald/twice: several objects have this name; pass one of vald/Job/twice, vald/Deployment/twice",
    ],
  ] as const) {
    it(`rejects ${title}`, () => {
      const twice = ["Job", "Deployment"].map((kind) => ({ ...save, workload: workload(kind, "twice") }));
      assert.throws(
        () => readEndpoint(text, { ...workloads, pods: [...workloads.pods, ...twice] }),
        new UsageError(message),
      );
    });
  }

  for (const [text, message] of [
    ["agent-0", `"agent-0" ${expected} (did you mean \`vald/agent-0\`?)`],
    ["save", `"save" ${expected} (did you mean \`vald/save\`?)`],
    ["cart", `"cart" ${expected} (did you mean \`shop/cart\`?)`],
    ["cart.shop", `"cart.shop" ${expected} (did you mean \`cart.shop.svc\`?)`],
    ["svc/cart", "svc/cart: add the namespace of the object: shop/svc/cart"],
    ["pods/agent-0", "pods/agent-0: add the namespace of the object: vald/pods/agent-0"],
    [
      "shop/rollout/cart",
      "shop/rollout/cart: expected namespace/kind/name with one of these kinds: Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob, Service",
    ],
  ] as const)
    it(`suggests an object in the input for ${text}`, () => {
      const cart = { namespace: "shop", name: "cart", clusterIPs: [], ports: [] };
      assert.throws(
        () => readEndpoint(text, { pods: [pod, save], services: [cart] }, { mayBeService: true }),
        new UsageError(message),
      );
    });

  it("rejects a pod name without a Pod object", () => {
    assert.throws(
      () => readEndpoint("vald/agent-0", noObjects),
      new UsageError(
        "vald/agent-0: the input contains no Pod objects or workloads; specify the pod's labels instead: vald/key=value,...",
      ),
    );
    assert.throws(
      () => readEndpoint("vald/agent-1", objects),
      new UsageError(
        "vald/agent-1: the input contains no Pod object or workload with this name; specify the pod's labels instead: vald/key=value,...",
      ),
    );
  });

  for (const [title, objects, missing] of [
    ["nothing that has a name", {}, "no Pod objects, workloads, or Services"],
    ["only pods", { pods: [] }, "no Pod object or workload with this name and no Services"],
    ["only Services", { services: [] }, "no Service with this name and no Pod objects or workloads"],
    ["both", { pods: [], services: [] }, "no Pod object, workload, or Service with this name"],
  ] as const)
    it(`says what the target may be if the input contains ${title}`, () => {
      assert.throws(
        () => readEndpoint("shop/web", objects, { mayBeService: true }),
        new UsageError(`shop/web: the input contains ${missing}; specify the pod's labels instead: shop/key=value,...`),
      );
    });
});
