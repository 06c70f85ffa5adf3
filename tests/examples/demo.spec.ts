import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { type CustomRules, networkPolicies } from "../../core";

const root = join(__dirname, "../..");

const custom: CustomRules = {
  ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
  egress: [
    { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }] },
  ],
};

describe("npm run demo", () => {
  const demo = spawnSync(process.execPath, ["--import=tsx", "scripts/demo.ts"], { cwd: root, encoding: "utf8" });

  it("exits with 0 and an empty stderr", () => {
    assert.deepEqual([demo.status, demo.stderr], [0, ""]);
  });

  it("prints the policies, the openings and the table", () => {
    assert.equal(
      demo.stdout,
      `The stack in examples/kind deploys these policies to namespace vald:

  vald-agent-allow
  vald-discoverer-allow
  vald-filter-gateway-allow
  vald-lb-gateway-allow
  vald-manager-index-allow

The stack reads the API server's addresses from the cluster. Without a cluster, this demo uses those of a new kind
cluster: 10.96.0.1 and 172.18.0.2.

They allow this traffic beyond the documented table:

  agent, discoverer, filter gateway, lb gateway, and index manager -> pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald, all ports
  discoverer -> 10.96.0.1/32, TCP 443, 6443
  discoverer -> 172.18.0.2/32, TCP 443, 6443
  pods app.kubernetes.io/name=pyroscope in namespace vald -> agent, discoverer, filter gateway, lb gateway, and index manager, all ports

Who may talk to whom:

  from / to           [1]  [2]  [3]  [4]  [5]  [6]        [7]               [8]         [9]
  [1] agent           N/A  ⛔   ⛔   ⛔   ⛔   ✅          ⛔                ⛔         ✅
  [2] discoverer      ⛔   N/A  ⛔   ⛔   ⛔   ✅   ✅ TCP 443, 6443  ✅ TCP 443, 6443  ✅
  [3] filter gateway  ⛔   ⛔   N/A  ✅   ⛔   ✅          ⛔                ⛔         ✅
  [4] lb gateway      ✅   ✅   ⛔   N/A  ⛔   ✅          ⛔                ⛔         ✅
  [5] index manager   ✅   ✅   ⛔   ⛔   N/A  ✅          ⛔                ⛔         ✅
  [10]                ✅   ✅   ✅   ✅   ✅

  [6] kube-system
  [7] 10.96.0.1/32
  [8] 172.18.0.2/32
  [9] other pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald
  [10] other pods app.kubernetes.io/name=pyroscope in namespace vald

The manifests are in dist/demo/manifests.yaml. To deploy them without Pulumi, check these addresses, and run:

  kubectl apply -f dist/demo/manifests.yaml
`,
    );
  });

  it("writes the namespace and then the policies", () => {
    const written = parseAllDocuments(readFileSync(join(root, "dist/demo/manifests.yaml"), "utf8"));
    const [namespace, ...policies] = written.map((document) => document.toJS() as unknown);
    assert.deepEqual(namespace, { apiVersion: "v1", kind: "Namespace", metadata: { name: "vald" } });
    const apiServer = { cidrs: ["10.96.0.1/32", "172.18.0.2/32"] };
    assert.deepEqual(
      policies,
      networkPolicies({ namespace: "vald", defaults: { networkPolicy: { custom } }, apiServer }),
    );
  });
});
