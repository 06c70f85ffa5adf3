import assert from "node:assert/strict";
import { InputError } from "../../cli/inputError";
import { renderedText } from "./renderedText";
import { verify } from "../../cli/verify";
import { inFolder } from "./inFolder";
import { run } from "./run";
import { said } from "./said";

const values = `namespace: vald
components:
  lbGateway:
    custom:
      ingress:
        - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]
          ports: [{ port: 8081 }]
`;
const proven = "Exactly what the documented table and the values declare is open.\n";
const namespaceNote = "Vald is taken to run in namespace vald, where its policies are\n";

/** The documented policies, but the agent's admits the port 8081 alone, and everyone on port 6060. */
const changed = renderedText({ values: [], namespace: "vald", output: "yaml" }).replace(
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

describe("vald-netpol verify", () => {
  const documented = renderedText({ values: [], namespace: "vald", output: "yaml" });
  inFolder({
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
    "one-way.yaml": `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: vald }
spec: { podSelector: { matchLabels: { app: vald-agent } } }
${pod("agent-0", "vald-agent")}`,
    "two.yaml": `${documented}---\n${documented.replaceAll("namespace: vald", "namespace: other")}`,
    "broken.yaml": "kind: NetworkPolicy\n",
    "off.yaml": "defaults: { networkPolicy: { enabled: false } }",
    "chart.yaml": "gateway: { filter: { enabled: true } }",
  });
  const none = { values: [] };
  const ofValues = "No manifests (--manifests): proven are the values' own policies.\n";

  it("proves the documented default when nothing is given", () => {
    assert.deepEqual(run(["verify"]), { code: 0, stdout: proven, stderr: ofValues });
  });

  it("proves values with custom rules, which they declare", () => {
    assert.deepEqual(said(verify({ values: ["values.yaml"], output: "text" })), {
      code: 0,
      stdout: proven,
      stderr: ofValues,
    });
  });

  it("proves manifests in the namespace that they are in", () => {
    assert.deepEqual(said(verify({ ...none, manifests: "documented.yaml", output: "text" })), {
      code: 0,
      stdout: proven,
      stderr: namespaceNote,
    });
  });

  it("finds declared rules that the manifests lack", () => {
    assert.deepEqual(run(["verify", "-f", "values.yaml", "--manifests", "-"], documented), {
      code: 1,
      stdout: "Closed, and should not be:\n  all pods in namespace shop -> lb gateway, TCP 8081\n",
      stderr: "",
    });
  });

  it("finds what is open and what is closed and should not be", () => {
    assert.deepEqual(said(verify({ ...none, namespace: "vald", manifests: "changed.yaml", output: "text" })), {
      code: 1,
      stdout: `Open, and should not be:
  everyone else -> agent, TCP 6060

Closed, and should not be:
  lb gateway -> agent, all ports but TCP 6060, 8081
`,
      stderr: "",
    });
  });

  it("finds a pod with a wrong label, and the policy that isolates nothing for it", () => {
    assert.deepEqual(said(verify({ ...none, manifests: "pods.yaml", output: "text" })), {
      code: 1,
      stdout: `Pods and policies that miss each other:
  pod-without-policy: vald/discoverer is open for ingress and egress; do its labels fit a policy?
  policy-selects-no-pod: vald/vald-discoverer-allow isolates nothing; do the labels of its pods fit, or is the component off?
`,
      stderr: namespaceNote,
    });
  });

  it("gives the same as JSON", () => {
    const { code, stdout } = said(verify({ ...none, manifests: "pods.yaml", output: "json" }));
    const expected = {
      holds: false,
      open: [],
      closed: [],
      pods: [
        { code: "pod-without-policy", name: "vald/discoverer", open: ["ingress", "egress"] },
        { code: "policy-selects-no-pod", name: "vald/vald-discoverer-allow" },
      ],
    };
    assert.deepEqual([code, stdout], [1, `${JSON.stringify(expected, undefined, 2)}\n`]);
  });

  it("gives connections as JSON, port by port", () => {
    const { stdout } = said(verify({ values: ["values.yaml"], manifests: "documented.yaml", output: "json" }));
    const expected = {
      holds: false,
      open: [],
      closed: [
        { from: "all pods in namespace shop", to: "lb gateway", ports: [{ protocol: "TCP", first: 8081, last: 8081 }] },
      ],
      pods: [],
    };
    assert.equal(stdout, `${JSON.stringify(expected, undefined, 2)}\n`);
  });

  it("says that what is proven holds as JSON too", () => {
    assert.deepEqual(said(verify({ ...none, output: "json" })), {
      code: 0,
      stdout: '{\n  "holds": true,\n  "open": [],\n  "closed": [],\n  "pods": []\n}\n',
      stderr: ofValues,
    });
  });

  it("finds a direction in which nothing isolates a pod", () => {
    const { stdout } = said(verify({ ...none, manifests: "one-way.yaml", output: "text" }));
    assert.equal(
      stdout.split("\n\n").at(-1),
      "Pods and policies that miss each other:\n  pod-without-policy: vald/agent-0 is open for egress; do its labels fit a policy?\n",
    );
  });

  it("refuses policies of Vald in two namespaces", () => {
    assert.throws(
      () => verify({ ...none, manifests: "two.yaml", output: "text" }),
      new InputError("policies of Vald are in namespaces other and vald; choose one by namespace (-n)"),
    );
  });

  for (const args of [
    ["-f", "off.yaml"],
    ["-f", "off.yaml", "--manifests", "documented.yaml"],
    ["--chart-values", "chart.yaml", "--manifests", "changed.yaml"],
  ]) {
    it(`refuses values that declare no policies: ${args.join(" ")}`, () => {
      assert.deepEqual(run(["verify", ...args]), {
        code: 2,
        stdout: "",
        stderr:
          "the values declare no policies, which leaves nothing to verify; turn them on with defaults.networkPolicy.enabled: true (in a file for -f)\n",
      });
    });
  }

  for (const [args, stderr] of [
    [
      ["--manifests", "broken.yaml"],
      "broken.yaml:1:1: document 1: apiVersion: expected the group and version of a Kubernetes object\n",
    ],
    [
      ["-o", "markdown"],
      "error: option '-o, --output <form>' argument 'markdown' is invalid. Allowed choices are text, json.\nRun it with --help for usage.\n",
    ],
    [
      ["stray"],
      "error: too many arguments for 'verify'. Expected 0 arguments but got 1. Values are given with -f, which may be repeated, and manifests with --manifests.\nRun it with --help for usage.\n",
    ],
  ] as const) {
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["verify", ...args]), { code: 2, stdout: "", stderr });
    });
  }
});
