import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { UsageError } from "../../../cli/input/usageError";
import { NamespaceError } from "../../../core";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

/** Values that admit clients to a port of the lb gateway. */
const admittingPort = (port: number) => `namespace: vald
components:
  lbGateway:
    custom:
      ingress:
        - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]
          ports: [{ port: ${port} }]
`;
const documented = (namespace: string) => renderedText({ values: [], namespace, output: "yaml" });
const withoutFilter = documented("vald")
  .split("---\n")
  .filter((document) => !document.includes("name: vald-filter-gateway-allow"))
  .join("---\n");

const names = `namespace: vald
components:
  agent: { name: a }
  discoverer: { name: b }
  filterGateway: { name: c }
  lbGateway: { name: d }
  indexManager: { name: e }
`;

const nothing = "No connections open or close.\n";
const opened = "Opens:\n  all pods in namespace shop -> lb gateway, TCP 8081\n";
const closed = "Closes:\n  all pods in namespace shop -> lb gateway, TCP 8081\n";
const namespaceNote = "assuming that Vald runs in namespace vald, because its policies are there\n";
const shop = {
  kind: "peers",
  peers: {
    pods: true,
    namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["shop"] }],
  },
};

describe("vald-netpol diff", () => {
  withTempDir({
    "default.yaml": "namespace: vald\n",
    "8081.yaml": admittingPort(8081),
    "9090.yaml": admittingPort(9090),
    "renamed.yaml": "namespace: vald\ncomponents: { agent: { name: foo }, discoverer: { name: bar } }\n",
    "no-namespace.yaml": admittingPort(8081).replace("namespace: vald\n", ""),
    "manifests.yaml": documented("vald"),
    "empty-list.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [] }),
    "without-filter.yaml": withoutFilter,
    "two.yaml": `${documented("vald")}---\n${documented("other")}`,
    "preview.json": JSON.stringify({ steps: [], changeSummary: {} }),
    "names.yaml": names,
  });
  const text = { output: "text" } as const;
  const compared = (before?: string, after?: string, options: Parameters<typeof diffCommand>[0] = text) =>
    captured(diffCommand({ files: [before ?? [], after ?? []].flat(), ...options }));

  it("exits with 0 if nothing opens or closes", () => {
    assert.deepEqual(run(["diff", "default.yaml", "default.yaml"]), { code: 0, stdout: nothing, stderr: "" });
  });

  it("reports the connections that values open, and exits with 1", () => {
    assert.deepEqual(run(["diff", "default.yaml", "8081.yaml"]), { code: 1, stdout: opened, stderr: "" });
  });

  it("reports the connections that values close", () => {
    assert.deepEqual(compared("8081.yaml", "default.yaml"), { code: 1, stdout: closed, stderr: "" });
  });

  it("reports opened connections before closed connections", () => {
    assert.equal(
      compared("8081.yaml", "9090.yaml").stdout,
      `Opens:\n  all pods in namespace shop -> lb gateway, TCP 9090\n\n${closed}`,
    );
  });

  it("distinguishes a renamed component from the component with the old name", () => {
    const [old, next] = [
      "agent (app=vald-agent) and discoverer (app=vald-discoverer)",
      "agent (app=foo) and discoverer (app=bar)",
    ];
    assert.deepEqual(compared("default.yaml", "renamed.yaml").stdout.split("\n"), [
      "Opens:",
      `  ${old} -> everyone else, all ports`,
      `  lb gateway and index manager -> ${next}, all ports`,
      `  everyone else -> ${old}, all ports`,
      "",
      "Closes:",
      `  ${next} -> everyone else, all ports`,
      `  lb gateway and index manager -> ${old}, all ports`,
      `  everyone else -> ${next}, all ports`,
      "",
    ]);
  });

  it("compares values with manifests, in the manifests' namespace if the values name no namespace", () => {
    assert.deepEqual(compared("no-namespace.yaml", "manifests.yaml"), {
      code: 1,
      stdout: closed,
      stderr: namespaceNote,
    });
    assert.deepEqual(compared("manifests.yaml", "no-namespace.yaml"), {
      code: 1,
      stdout: opened,
      stderr: namespaceNote,
    });
  });

  it("compares values with manifests in the values' namespace", () => {
    assert.deepEqual(compared("8081.yaml", "manifests.yaml"), { code: 1, stdout: closed, stderr: "" });
  });

  it("reads one side's manifests from stdin", () => {
    assert.deepEqual(run(["diff", "-", "8081.yaml"], documented("vald")), { code: 1, stdout: opened, stderr: "" });
  });

  it("reports the connections that open if a policy is deleted, except the policy's own edge, which was already open", () => {
    assert.deepEqual(compared("manifests.yaml", "without-filter.yaml"), {
      code: 1,
      stdout: "Opens:\n  filter gateway -> everyone else, all ports\n  everyone else -> filter gateway, all ports\n",
      stderr: namespaceNote,
    });
  });

  it("assumes that a side without policies is in the other side's namespace", () => {
    const { stdout, stderr } = compared("without-filter.yaml", "empty-list.json");
    assert.equal(
      stderr,
      `${namespaceNote}the manifests contain no NetworkPolicy (networking.k8s.io/v1)
`,
    );
    assert.equal(compared("without-filter.yaml", "empty-list.json", { ...text, namespace: "vald" }).stdout, stdout);
  });

  it("prints tables as Markdown", () => {
    assert.equal(
      compared("8081.yaml", "9090.yaml", { output: "markdown" }).stdout,
      `### Opens

| from | to | ports |
| :--- | :--- | :--- |
| all pods in namespace shop | lb gateway | TCP 9090 |

### Closes

| from | to | ports |
| :--- | :--- | :--- |
| all pods in namespace shop | lb gateway | TCP 8081 |
`,
    );
    assert.equal(compared("8081.yaml", "8081.yaml", { output: "markdown" }).stdout, nothing);
  });

  it("prints the difference as JSON", () => {
    const expected = {
      added: [
        {
          from: shop,
          to: { kind: "component", component: "lbGateway" },
          ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
        },
      ],
      removed: [],
      undecided: [],
    };
    assert.deepEqual(compared("default.yaml", "8081.yaml", { output: "json" }), {
      code: 1,
      stdout: `${JSON.stringify(expected, undefined, 2)}\n`,
      stderr: "",
    });
  });

  it("reads both sides from a preview", () => {
    assert.deepEqual(compared(undefined, undefined, { ...text, preview: "preview.json" }), {
      code: 0,
      stdout: nothing,
      stderr: "there is no NetworkPolicy before the change\nthere is no NetworkPolicy after the change\n",
    });
  });

  describe("with manifests of renamed components", () => {
    before(() => {
      const manifests = renderedText({ values: ["names.yaml"], output: "yaml" });
      writeFileSync("before.yaml", manifests);
      writeFileSync("after.yaml", manifests.replace("  ingress:\n", "  ingress:\n    - ports: [{ port: 6060 }]\n"));
      writeFileSync(
        "chart.yaml",
        "agent: { name: a }\ngateway: { filter: { enabled: true, name: c }, lb: { name: d } }\n",
      );
      writeFileSync(
        "other-names.yaml",
        "namespace: vald\ncomponents: { discoverer: { name: b }, indexManager: { name: e } }\n",
      );
    });
    const open = { code: 1, stdout: "Opens:\n  everyone else -> agent, TCP 6060\n", stderr: "" };

    it("takes the names from -f", () => {
      assert.deepEqual(run(["diff", "before.yaml", "after.yaml", "-f", "names.yaml"]), open);
    });

    it("takes the names from -f merged over --chart-values", () => {
      const options = { ...text, chartValues: ["chart.yaml"], values: ["other-names.yaml"] };
      assert.deepEqual(compared("before.yaml", "after.yaml", options), open);
    });

    it("notes the policies that select no known component if the component names are unknown", () => {
      assert.equal(
        compared("before.yaml", "after.yaml").stderr,
        `${namespaceNote}these Vald policies select no component that is on: vald/a-allow, vald/b-allow, vald/c-allow, and 2 more; pass the values that name and turn on these components with -f or --chart-values
`,
      );
    });

    it("uses the names from -f only for the manifests, and not for values on the other side", () => {
      const options = { output: "json", values: ["names.yaml"] } as const;
      const { added } = JSON.parse(compared("before.yaml", "other-names.yaml", options).stdout) as {
        added: Record<"from" | "to", { component?: string; podLabels?: Record<string, string> }>[];
      };
      const agentLabels = added
        .flatMap(({ from, to }) => [from, to])
        .flatMap(({ component, podLabels }) => (component === "agent" ? [podLabels?.["app"]] : []));
      assert.deepEqual([...new Set(agentLabels)].sort(), ["a", "vald-agent"]);
    });
  });

  describe("with a mirror gateway, which is off by default", () => {
    const mirror = (settings: string) =>
      `namespace: vald\ncomponents: { mirrorGateway: { enabled: true${settings} } }\n`;
    const admitting = ", custom: { ingress: [{ ports: [{ port: 8081 }] }] }";
    const admitted = "Opens:\n  everyone else -> mirror gateway, TCP 8081\n";
    const writeManifests = (name: string, values: string) => {
      writeFileSync("values.yaml", values);
      writeFileSync(name, renderedText({ values: ["values.yaml"], output: "yaml" }));
    };

    it("infers the component from the policies in manifests", () => {
      writeManifests("before.yaml", mirror(""));
      writeManifests("after.yaml", mirror(admitting));
      assert.deepEqual(compared("before.yaml", "after.yaml"), { code: 1, stdout: admitted, stderr: namespaceNote });
    });

    it("does not claim that nothing changes if a changed policy selects no known component", () => {
      writeManifests("before.yaml", mirror(", name: edge"));
      writeManifests("after.yaml", mirror(`, name: edge${admitting}`));
      const { code, stdout } = compared("before.yaml", "after.yaml");
      assert.equal(
        stdout,
        "Not decided:\n  these policies differ, but select no Vald component: vald/edge-allow; if they are Vald's, pass the values that name its components\n",
      );
      assert.equal(code, 1);
      assert.equal(compared("before.yaml", "before.yaml").stdout, nothing);
      writeFileSync("chart.yaml", "gateway: { mirror: { enabled: true, name: edge } }\n");
      const named = compared("before.yaml", "after.yaml", { ...text, chartValues: ["chart.yaml"] });
      assert.equal(named.stdout, admitted);
    });

    it("merges both sides' values over the chart's values", () => {
      const own = "namespace: vald\ndefaults: { networkPolicy: { enabled: true } }\n";
      writeFileSync("chart.yaml", "gateway: { mirror: { enabled: true } }\n");
      writeFileSync("before.yaml", own);
      writeFileSync("after.yaml", `${own}edges: [{ from: { namespace: shop }, to: { component: mirrorGateway } }]\n`);
      const { stdout } = compared("before.yaml", "after.yaml", { ...text, chartValues: ["chart.yaml"] });
      assert.equal(stdout, "Opens:\n  all pods in namespace shop -> mirror gateway, all ports\n");
    });
  });

  it("rejects Vald policies in two namespaces on one side", () => {
    assert.throws(
      () => compared("manifests.yaml", "two.yaml"),
      new NamespaceError(
        "there are Vald policies in several namespaces (other, vald); choose one of them with `namespace` (on the command line, with -n)",
      ),
    );
  });

  const filesMissing = "pass two files, from before and after the change, or pass a preview with --preview";
  const stdinTwice = "only one input can be stdin (-)";
  for (const [title, before, after, options, message] of [
    ["a single file", "default.yaml", undefined, {}, filesMissing],
    ["no file", undefined, undefined, {}, filesMissing],
    ["stdin for both sides", "-", "-", {}, stdinTwice],
    ["stdin for a side and for -f", "-", "8081.yaml", { values: ["-"] }, stdinTwice],
    [
      "files together with a preview",
      "a",
      "b",
      { preview: "preview.json" },
      "pass either --preview or a, because both contain policies",
    ],
    [
      "-f if both sides are values",
      "default.yaml",
      "8081.yaml",
      { values: ["names.yaml"] },
      "omit -f, because both sides are values; -f names the components in manifests",
    ],
  ] as const)
    it(`rejects ${title}`, () =>
      assert.throws(() => compared(before, after, { ...text, ...options }), new UsageError(message)));

  for (const [args, stderr] of [
    [
      ["default.yaml"],
      `error: ${filesMissing}
For usage, run the command with --help.
`,
    ],
    [["default.yaml", "nowhere.yaml"], "nowhere.yaml: no such file\n"],
  ] as const)
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["diff", ...args]), { code: 2, stdout: "", stderr });
    });
});
