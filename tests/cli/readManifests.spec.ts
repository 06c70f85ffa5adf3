import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../cli/inputError";
import { readManifests } from "../../cli/readManifests";
import { renderedText } from "./renderedText";
import { networkPolicies } from "../../policies";

const fixture = (name: string) => join(__dirname, `../fixtures/chart-1.8.0-policies-${name}.yaml`);
const nothing = { policies: [], pods: undefined, namespaces: {} };

describe("readManifests", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    const file = join(folder, "m.yaml");
    writeFileSync(file, text);
    const { locate: _, ...manifests } = readManifests(file, "default");
    return manifests;
  };
  const complaint = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.message.replaceAll(join(folder, "m.yaml"), "m.yaml");
    }
    throw new assert.AssertionError({ message: "was read" });
  };

  it("reads policies, pods and namespaces of one list, sorted", () => {
    assert.deepEqual(
      read(`
apiVersion: v1
kind: List
metadata: { resourceVersion: "" }
items:
  - apiVersion: v1
    kind: Pod
    metadata:
      name: web-2
      namespace: shop
      labels: { app: web }
      creationTimestamp: 2024-01-01T00:00:00Z
    spec:
      nodeName: one
      initContainers:
        - { name: once, ports: [{ containerPort: 1 }] }
        - { name: proxy, restartPolicy: Always, ports: [{ containerPort: 15001 }] }
      containers:
        - { name: main, image: web, ports: [{ containerPort: 8080, name: http, protocol: TCP, hostPort: 80 }] }
        - { name: log }
    status: { phase: Running, podIP: 10.0.0.2, podIPs: [{ ip: 10.0.0.2 }, { ip: "fd00::2" }] }
  - { apiVersion: v1, kind: Pod, metadata: { name: web-1, namespace: shop }, status: { podIP: 10.0.0.1 } }
  - { apiVersion: v1, kind: Pod, metadata: { name: here, labels: null }, spec: { containers: [] } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: shop } } }
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: web, namespace: shop, managedFields: [{ manager: kubectl }] }
    spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }
    status: {}
  - { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: all }, spec: { podSelector: {} } }
`),
      {
        policies: [
          { metadata: { name: "all", namespace: "default" }, spec: { podSelector: {} } },
          {
            metadata: { name: "web", namespace: "shop" },
            spec: {
              podSelector: { matchLabels: { app: "web" } },
              ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }],
            },
          },
        ],
        pods: [
          { name: "here", namespace: "default", labels: {}, ports: [] },
          {
            name: "web-1",
            namespace: "shop",
            namespaceLabels: { team: "shop", "kubernetes.io/metadata.name": "shop" },
            labels: {},
            ips: ["10.0.0.1"],
          },
          {
            name: "web-2",
            namespace: "shop",
            namespaceLabels: { team: "shop", "kubernetes.io/metadata.name": "shop" },
            labels: { app: "web" },
            ips: ["10.0.0.2", "fd00::2"],
            ports: [{ containerPort: 8080, name: "http", protocol: "TCP" }, { containerPort: 15001 }],
          },
        ],
        namespaces: { shop: { team: "shop", "kubernetes.io/metadata.name": "shop" } },
        notes: [],
      },
    );
  });

  it("reads what render prints, as YAML and as JSON", () => {
    const expected = networkPolicies({ namespace: "vald" }).map(({ metadata: { name, namespace, labels }, spec }) => ({
      metadata: { name, namespace, labels },
      spec,
    }));
    for (const output of ["yaml", "json"] as const) {
      const text = renderedText({ values: [], namespace: "vald", output });
      assert.deepEqual(read(text), { ...nothing, policies: expected, notes: [] });
    }
  });

  it("reads the policies of Vald's chart into the given namespace", () => {
    const { policies, pods, notes } = readManifests(fixture("default"), "vald");
    assert.deepEqual(
      policies.map(({ metadata: { name, namespace } }) => `${namespace}/${name}`),
      [
        "vald/mirror-allow",
        "vald/vald-agent-allow",
        "vald/vald-discoverer-allow",
        "vald/vald-filter-gateway-allow",
        "vald/vald-lb-gateway-allow",
        "vald/vald-manager-index-allow",
      ],
    );
    assert.deepEqual([pods, notes], [undefined, []]);
    assert.equal(readManifests(fixture("all-workloads"), "vald").policies.length, 11);
    assert.equal(readManifests(fixture("readreplica"), "vald").policies.length, 1);
  });

  it("refuses a file without an object, and takes an empty list", () => {
    assert.equal(complaint(""), "m.yaml: no object in it");
    assert.equal(complaint("# nothing\n---\n---\n"), "m.yaml: no object in it");
    assert.deepEqual(read("apiVersion: v1\nkind: List\nitems: []\n"), {
      ...nothing,
      notes: ["no NetworkPolicy of networking.k8s.io/v1 in the manifests"],
    });
  });

  it("leaves out pods that policies do not reach, and says what else is not read", () => {
    const { pods, notes } = read(`
{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { hostNetwork: true } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: b }, spec: { hostNetwork: true } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: c }, status: { phase: Succeeded } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: d }, status: { phase: Pending } }
---
{ apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy, spec: { order: 1 } }
---
{ apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy }
---
{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy }
---
{ apiVersion: cilium.io/v2, kind: CiliumNetworkPolicyList, items: [{}] }
---
{ apiVersion: extensions/v1beta1, kind: NetworkPolicy }
---
{ apiVersion: apps/v1, kind: Deployment }
---
{ apiVersion: example.com/v1, kind: AllowList }
`);
    assert.deepEqual(pods, [{ name: "d", namespace: "default", labels: {} }]);
    assert.deepEqual(notes, [
      "no NetworkPolicy of networking.k8s.io/v1 in the manifests",
      "left out: 2 pods on the host network: policies do not apply to them",
      "left out: 1 pod that has ended",
      "not read: 1 AdminNetworkPolicy of policy.networking.k8s.io/v1alpha1; it may open or close more",
      "not read: 1 CiliumNetworkPolicy of cilium.io/v2; it may open or close more",
      "not read: 2 NetworkPolicy of crd.projectcalico.org/v1; they may open or close more",
      "not read: 1 NetworkPolicy of extensions/v1beta1; it may open or close more",
      "passed over: 2 objects of other kinds",
    ]);
  });

  it("gives an empty list of pods when each Pod object is left out", () => {
    assert.deepEqual(
      read("{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { hostNetwork: true } }").pods,
      [],
    );
  });

  it("takes kind and version of items from the list, which the API server leaves out", () => {
    const { pods } = read("{ apiVersion: v1, kind: PodList, items: [{ metadata: { name: a } }] }");
    assert.deepEqual(pods, [{ name: "a", namespace: "default", labels: {} }]);
  });

  it("takes null in a field for nothing, as the API server does", () => {
    assert.deepEqual(
      read(policy("{ podSelector: null, ingress: null, egress: [{ to: null, ports: null }] }")).policies,
      [{ metadata: { name: "a", namespace: "vald" }, spec: { egress: [{}] } }],
    );
  });

  it("reads aliases and merged maps", () => {
    const [merged] = read(
      policy("{ podSelector: &all {}, ingress: [{ from: [&peer { podSelector: *all }, { <<: *peer }] }] }"),
    ).policies;
    assert.deepEqual(merged?.spec, {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }, { podSelector: {} }] }],
    });
  });

  // What kubectl 1.32 makes of each: kubectl label --local -f FILE a=b -o json
  for (const [text, expected] of [
    ["010", 8],
    ["0o10", 8],
    ["0x1F", 31],
    ["0b11", 3],
    ["1_000", 1000],
    ["+5", 5],
    ["08", 8],
    ["5.", 5],
    ["1e3", 1000],
    ["'80'", '"80"'],
    ["yes", "true"],
    ["Off", "false"],
    ["y", "true"],
    ["yES", '"yES"'],
    ["2024-01-01", '"2024-01-01"'],
    ["12:30", '"12:30"'],
    ["_1", '"_1"'],
  ] as const) {
    it(`reads ${text} as kubectl does`, () => {
      const spec = policy(`{ ingress: [{ ports: [{ port: ${text} }] }] }`);
      if (typeof expected === "number") {
        assert.deepEqual(read(spec).policies[0]?.spec.ingress, [{ ports: [{ port: expected }] }]);
      } else {
        assert.match(complaint(spec), new RegExp(`port: ${expected} given; `));
      }
    });
  }

  for (const [what, text, message] of [
    [
      "a field that is not of a policy's spec",
      policy("{ podSelectr: {} }"),
      "m.yaml:4:9: NetworkPolicy vald/a: spec.podSelectr: unknown field; expected one of podSelector, policyTypes, ingress, egress (did you mean podSelector?)",
    ],
    [
      "rules beside the spec",
      `${policy("{}")}ingress: []\n`,
      "m.yaml:5:1: NetworkPolicy vald/a: ingress: unknown field; expected one of metadata, spec (it stands in spec)",
    ],
    [
      "a policy without a spec",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\n",
      "m.yaml:1:1: NetworkPolicy default/a: spec: expected the spec of a NetworkPolicy (a NetworkPolicy needs it)",
    ],
    [
      "an object without a name",
      "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod, metadata: {} }\n",
      "m.yaml:4:34: Pod (document 1, items[0]): metadata.name: expected a name (metadata needs it)",
    ],
    [
      "a policy type in lower case",
      policy("{ policyTypes: [ingress] }"),
      'm.yaml:4:23: NetworkPolicy vald/a: spec.policyTypes[0]: "ingress" given; expected one of Ingress, Egress (did you mean Ingress?)',
    ],
    [
      "three policy types",
      policy("{ policyTypes: [Ingress, Egress, Egress] }"),
      "m.yaml:4:9: NetworkPolicy vald/a: spec.policyTypes: a list given; expected at most two policy types",
    ],
    [
      "a list item that is null",
      policy("{ ingress: [{ from: [null] }] }"),
      "m.yaml:4:28: NetworkPolicy vald/a: spec.ingress[0].from[0]: null given; expected a peer (to say nothing here, leave the field out; an empty value may stand for everyone)",
    ],
    [
      "a list item with nothing in it",
      `${policy("")}  egress:\n    -\n`,
      "m.yaml:5:3: NetworkPolicy vald/a: spec.egress[0]: null given; expected an egress rule (to say nothing here, leave the field out; an empty value may stand for everyone)",
    ],
    [
      "a label that is null, which the server would read as an empty text",
      policy("{ podSelector: { matchLabels: { app: null } } }"),
      "m.yaml:4:39: NetworkPolicy vald/a: spec.podSelector.matchLabels.app: null given; expected a label value (to say nothing here, leave the field out; an empty value may stand for everyone)",
    ],
    [
      "an address instead of a range",
      policy("{ egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1 } }] }] }"),
      'm.yaml:4:38: NetworkPolicy vald/a: spec.egress[0].to[0].ipBlock.cidr: "10.0.0.1" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32 (for this one address: 10.0.0.1/32)',
    ],
    [
      "a kind in other letters",
      "apiVersion: networking.k8s.io/v1\nkind: networkpolicy\n",
      'm.yaml:2:1: document 1: kind: "networkpolicy" given; expected NetworkPolicy',
    ],
    ["text that is no object", "hello", 'm.yaml:1:1: document 1: "hello" given; expected a Kubernetes object'],
    [
      "a values file",
      "defaults: {}\n",
      "m.yaml:1:1: document 1: kind: expected the kind of a Kubernetes object (values are given with -f)\n" +
        "m.yaml:1:1: document 1: apiVersion: expected the group and version of a Kubernetes object",
    ],
    [
      "a list without items",
      "apiVersion: v1\nkind: List\n",
      "m.yaml:1:1: document 1: items: expected a list of objects",
    ],
    [
      "a list in a list",
      "{ apiVersion: v1, kind: List, items: [{ apiVersion: v1, kind: List, items: [] }] }",
      'm.yaml:1:57: document 1, items[0]: kind: "List" given; expected no list inside a list',
    ],
    [
      "two policies of one name",
      `${policy("{}")}---\n${policy("{}")}`,
      "m.yaml:6:1: NetworkPolicy vald/a: given twice, also as document 1",
    ],
    [
      "a pod's port and address",
      "{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ ports: [{ containerPort: 0 }] }] }, status: { podIP: no-ip } }",
      "m.yaml:1:86: Pod default/a: spec.containers[0].ports[0].containerPort: 0 given; expected a whole number from 1 to 65535\n" +
        'm.yaml:1:122: Pod default/a: status.podIP: "no-ip" given; expected an IPv4 or IPv6 address',
    ],
    ["a key that stands twice", `${policy("{}")}spec: {}\n`, "m.yaml:5:1: duplicated mapping key"],
    [
      "a key that stands twice in JSON",
      '{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a", "n\\u0061me": "b" } }',
      "m.yaml:1:65: duplicated mapping key",
    ],
    ["an unknown tag", "kind: !secret Pod\n", "m.yaml:1:18: unknown tag !<!secret>"],
    ["binary garbage", "\u0000\u0001", "m.yaml:1:1: null byte is not allowed in input"],
    ["100,000 levels", "- ".repeat(100_000), "m.yaml:1:201: nesting exceeded maxDepth (100)"],
    ["an alias in what it names", "a: &a [*a]", "m.yaml: its aliases stand for too much"],
    ["a bomb of aliases", bomb(), "m.yaml: its aliases stand for too much"],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(complaint(text), message));
  }

  it("names the first 50 wrong objects of many and how many more there are", () => {
    const items = Array.from({ length: 20_000 }, () => "- 1");
    const lines = complaint(`apiVersion: v1\nkind: List\nitems:\n${items.join("\n")}\n`).split("\n");
    assert.deepEqual(
      [lines.length, lines[49], lines[50]],
      [51, "m.yaml:53:3: document 1, items[49]: 1 given; expected a Kubernetes object", "and 19950 more"],
    );
  });

  it("refuses a file that is not there", () => {
    assert.throws(() => readManifests(join(folder, "nowhere"), "default"), InputError);
  });
});

function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: vald }\nspec: ${spec}\n`;
}

function bomb(): string {
  const lines = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...lines].join("\n");
}
