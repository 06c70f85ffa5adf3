import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../cli/inputError";
import { readManifests } from "../../cli/readManifests";
import { render } from "../../cli/render";
import { networkPolicies } from "../../policies";

const fixture = (name: string) => join(__dirname, `../fixtures/chart-1.8.0-policies-${name}.yaml`);
const nothing = { policies: [], pods: undefined, namespaces: {} };

describe("readManifests", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    const file = join(folder, "m.yaml");
    writeFileSync(file, text);
    return readManifests(file, "default");
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
    const expected = networkPolicies({ namespace: "vald" }).map(({ metadata: { name, namespace }, spec }) => ({
      metadata: { name, namespace },
      spec,
    }));
    for (const output of ["yaml", "json"] as const) {
      const text = render({ values: [], namespace: "vald", output });
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
});
