import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { networkPolicies } from "../../policies";

const root = join(__dirname, "../..");

describe("npm run demo", () => {
  const demo = spawnSync(process.execPath, ["--import=tsx", "examples/kind/demo.ts"], { cwd: root, encoding: "utf8" });

  it("exits with 0 and says nothing on stderr", () => {
    assert.deepEqual([demo.status, demo.stderr], [0, ""]);
  });

  it("prints the policy names, the openings and the table with them in it", () => {
    assert.equal(
      demo.stdout,
      `Policies
  vald-agent-allow
  vald-discoverer-allow
  vald-filter-gateway-allow
  vald-lb-gateway-allow
  vald-manager-index-allow

Opened by custom rules, beyond the documented table
  every component may be reached from pods app.kubernetes.io/name=pyroscope in namespace vald, all ports
  every component may connect to pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald, all ports

Who may talk to whom
  from / to       agent  discoverer  filter gateway  lb gateway  index manager  kube-system  [2]
  agent            N/A       ⛔            ⛔            ⛔           ⛔            ✅       ✅
  discoverer       ⛔       N/A            ⛔            ⛔           ⛔            ✅       ✅
  filter gateway   ⛔        ⛔           N/A            ✅           ⛔            ✅       ✅
  lb gateway       ✅        ✅            ⛔           N/A           ⛔            ✅       ✅
  index manager    ✅        ✅            ⛔            ⛔           N/A           ✅       ✅
  [1]              ✅        ✅            ✅            ✅           ✅

  [1] other pods app.kubernetes.io/name=pyroscope in namespace vald
  [2] other pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald

Manifests: dist/demo/manifests.yaml (kubectl apply -f dist/demo/manifests.yaml)
`,
    );
  });

  it("writes the namespace and then the policies that networkPolicies gives", () => {
    const written = parseAllDocuments(readFileSync(join(root, "dist/demo/manifests.yaml"), "utf8"));
    const [namespace, ...policies] = written.map((document) => document.toJS() as unknown);
    assert.deepEqual(namespace, { apiVersion: "v1", kind: "Namespace", metadata: { name: "vald" } });
    assert.deepEqual(
      policies,
      networkPolicies({
        namespace: "vald",
        defaults: {
          networkPolicy: {
            custom: {
              ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
              egress: [
                {
                  to: [
                    { podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } },
                  ],
                },
              ],
            },
          },
        },
      }),
    );
  });
});
