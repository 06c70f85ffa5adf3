import assert from "node:assert/strict";
import { verifyCommand } from "../../../cli/commands/verifyCommand";
import { InputError } from "../../../cli/input/inputError";
import { UsageError } from "../../../cli/input/usageError";
import { NamespaceError } from "../../../core";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

const values = `namespace: vald
components:
  lbGateway:
    custom:
      ingress:
        - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]
          ports: [{ port: 8081 }]
`;
const documented = renderedText({ values: [], namespace: "vald", output: "yaml" });

/** The documented policies, except that the agent admits everyone on port 6060, and admits the lb gateway only on port 8081. */
const changed = documented.replace(
  `  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: vald-lb-gateway
    - from:`,
  `  ingress:
    - ports: [{ port: 6060 }]
    - from:
        - podSelector:
            matchLabels:
              app: vald-lb-gateway
      ports: [{ port: 8081 }]
    - from:`,
);
const pod = (name: string, app: string) =>
  `---\n{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: vald, labels: { app: ${app} } } }\n`;

const proven = "The policies allow exactly the connections that the documented table and the values declare.\n";
const namespaceNote = "assuming that Vald runs in namespace vald, because its policies are there\n";
describe("vald-netpol verify", () => {
  withTempDir({
    "values.yaml": values,
    "documented.yaml": documented,
    "changed.yaml": changed,
    "pods.yaml":
      documented +
      pod("agent-0", "vald-agent") +
      pod("discoverer", "vald-discovrer") +
      pod("filter", "vald-filter-gateway") +
      pod("lb", "vald-lb-gateway") +
      pod("index", "vald-manager-index"),
    "ingress-only.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: vald }
spec: { podSelector: { matchLabels: { app: vald-agent } } }
${pod("agent-0", "vald-agent")}`,
    "two.yaml": `${documented}---\n${documented.replaceAll("namespace: vald", "namespace: other")}`,
    "broken.yaml": "kind: NetworkPolicy\n",
    "off.yaml": "defaults: { networkPolicy: { enabled: false } }",
    "chart.yaml": "gateway: { filter: { enabled: true } }",
  });
  const verified = (options: Partial<Parameters<typeof verifyCommand>[0]>) =>
    captured(verifyCommand({ values: [], output: "text", ...options }));

  it("rejects values alone, because the package's own policies would prove nothing about a cluster", () => {
    assert.deepEqual(run(["verify", "-f", "values.yaml"]), {
      code: 2,
      stdout: "",
      stderr:
        "error: pass the policies to verify, such as a file with the output of `kubectl get ns,pods,netpol -A -o yaml`\nFor usage, run the command with --help.\n",
    });
  });

  it("verifies manifests in their own namespace", () => {
    assert.deepEqual(verified({ manifests: ["documented.yaml"] }), { code: 0, stdout: proven, stderr: namespaceNote });
  });

  it("reports declared rules that the manifests lack", () => {
    assert.deepEqual(run(["verify", "-f", "values.yaml", "--manifests", "-"], documented), {
      code: 1,
      stdout: "Declared, but not open:\n  all pods in namespace shop -> lb gateway, TCP 8081\n",
      stderr: "",
    });
  });

  it("reports connections that are open but not declared, and the reverse", () => {
    assert.deepEqual(verified({ namespace: "vald", manifests: ["changed.yaml"] }), {
      code: 1,
      stdout: `Open, but not declared:
  everyone else -> agent, TCP 6060

Declared, but not open:
  lb gateway -> agent, all ports but TCP 6060, 8081
`,
      stderr: "",
    });
  });

  it("reports a pod with a wrong label, and the policy that selects no pod as a result", () => {
    assert.deepEqual(verified({ manifests: ["pods.yaml"] }), {
      code: 1,
      stdout: `Pods without a policy, and policies without pods:
  pod-without-policy: no policy isolates vald/discoverer for ingress or egress; check the pod's labels
  policy-selects-no-pod: vald/vald-discoverer-allow selects no pods; check the labels of the pods that it should select, or, if the component is not deployed, turn it off in the values
`,
      stderr: namespaceNote,
    });
  });

  it("reports a pod that is isolated in one direction only", () => {
    assert.equal(
      verified({ manifests: ["ingress-only.yaml"] })
        .stdout.split("\n\n")
        .at(-1),
      "Pods without a policy, and policies without pods:\n  pod-without-policy: no policy isolates vald/agent-0 for egress; check the pod's labels\n",
    );
  });

  for (const [title, options, code, expected] of [
    [
      "a proof",
      { manifests: ["documented.yaml"] },
      0,
      { verdict: "holds", unexpected: [], missing: [], pods: [], undecided: [] },
    ],
    [
      "connections",
      { values: ["values.yaml"], manifests: ["documented.yaml"] },
      1,
      {
        verdict: "differs",
        unexpected: [],
        missing: [
          {
            from: {
              kind: "peers",
              peers: {
                pods: true,
                namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop"] }],
              },
            },
            to: { kind: "component", component: "lbGateway" },
            ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
          },
        ],
        pods: [],
        undecided: [],
      },
    ],
    [
      "pods and policies",
      { manifests: ["pods.yaml"] },
      1,
      {
        verdict: "differs",
        unexpected: [],
        missing: [],
        pods: [
          {
            code: "pod-without-policy",
            pod: { name: "discoverer", namespace: "vald", labels: { app: "vald-discovrer" } },
            open: ["ingress", "egress"],
          },
          { code: "policy-selects-no-pod", policy: "vald/vald-discoverer-allow" },
        ],
        undecided: [],
      },
    ],
  ] as const)
    it(`prints ${title} as JSON`, () => {
      const { code: actual, stdout } = verified({ ...options, output: "json" });
      assert.deepEqual([actual, stdout], [code, `${JSON.stringify(expected, undefined, 2)}\n`]);
    });

  it("rejects Vald policies in two namespaces", () => {
    assert.throws(
      () => verified({ manifests: ["two.yaml"] }),
      new NamespaceError(
        "there are Vald policies in several namespaces (other, vald); choose one of them with `namespace` (on the command line, with -n)",
      ),
    );
  });

  for (const [options, where] of [
    [{ values: ["off.yaml"], files: ["documented.yaml"] }, "off.yaml:1:30"],
    [{ chartValues: ["chart.yaml"], manifests: ["changed.yaml"] }, "chart.yaml"],
  ] as const)
    it(`names the values that declare no policies: ${where}`, () => {
      const reason =
        "no policies are declared, so there is nothing to verify; set `defaults.networkPolicy.enabled: true`";
      assert.throws(() => verified(options), new InputError(`${where}: ${reason}`));
    });

  it("rejects manifests in place of values if there are no policies to verify", () =>
    assert.throws(
      () => verifyCommand({ values: ["documented.yaml"], output: "text" }),
      new UsageError("documented.yaml contains manifests; pass it without -f"),
    ));

  for (const [args, stderr] of [
    [
      ["--manifests", "broken.yaml"],
      "broken.yaml:1:1: document 1: apiVersion: missing field; expected a Kubernetes object's API group and version, such as `networking.k8s.io/v1`\n",
    ],
    [
      ["-o", "markdown"],
      "error: option '-o, --output <format>' argument 'markdown' is invalid. Allowed choices are text, json.\nFor usage, run the command with --help.\n",
    ],
    [
      ["values.yaml"],
      "error: values.yaml contains no Kubernetes objects; expected manifests, such as the output of `kubectl get ns,pods,netpol -A -o yaml` (pass values with -f)\nFor usage, run the command with --help.\n",
    ],
  ] as const)
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["verify", ...args]), { code: 2, stdout: "", stderr });
    });
});
