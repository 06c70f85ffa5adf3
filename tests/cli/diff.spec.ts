import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { diff } from "../../cli/diff";
import { InputError } from "../../cli/inputError";
import { MisuseError } from "../../cli/misuseError";
import { renderedText } from "./renderedText";
import { inFolder } from "./inFolder";
import { run } from "./run";
import { said } from "./said";

const onLb = (port: number) => `namespace: vald
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

const names = `components:
  agent: { name: a }
  discoverer: { name: b }
  filterGateway: { name: c }
  lbGateway: { name: d }
  indexManager: { name: e }
`;
/** Of a Vald of which no component goes by its usual name. */
const ownNames = documented("vald").replace(
  /vald-(agent|discoverer|filter-gateway|lb-gateway|manager-index)\b/g,
  (_, app: string) => "abcde"["adflm".indexOf(app[0] ?? "")] ?? "",
);
const unnamed =
  "policies of Vald that select no component as named: vald/a-allow, vald/b-allow, vald/c-allow and 2 more; give the values that name it (-f or --chart-values)\n";

const nothing = "Nothing opens and nothing closes.\n";
const opened = "Opens:\n  all pods in namespace shop -> lb gateway, TCP 8081\n";
const closed = "Closes:\n  all pods in namespace shop -> lb gateway, TCP 8081\n";
const namespaceNote = "Vald is taken to run in namespace vald, where its policies are\n";
const text = { output: "text" } as const;

describe("vald-netpol diff", () => {
  inFolder({
    "default.yaml": "namespace: vald\n",
    "8081.yaml": onLb(8081),
    "9090.yaml": onLb(9090),
    "renamed.yaml": "namespace: vald\ncomponents: { agent: { name: foo }, discoverer: { name: bar } }\n",
    "names.yaml": `namespace: vald\n${names}`,
    "own-names.yaml": ownNames,
    "own-names-open.yaml": ownNames.replace("  ingress:\n", "  ingress:\n    - ports: [{ port: 6060 }]\n"),
    "chart.yaml": "agent: { name: a }\ngateway: { filter: { enabled: true, name: c }, lb: { name: d } }\n",
    "some-names.yaml": "namespace: vald\ncomponents: { discoverer: { name: b }, indexManager: { name: e } }\n",
    "rule.yaml": onLb(8081).replace("namespace: vald\n", ""),
    "manifests.yaml": documented("vald"),
    "manifests.json": JSON.stringify({ apiVersion: "v1", kind: "List", items: [] }),
    "without-filter.yaml": withoutFilter,
    "two.yaml": `${documented("vald")}---\n${documented("other")}`,
    "preview.json": JSON.stringify({ steps: [], changeSummary: {} }),
  });
  const between = (before: string, after: string, options: Parameters<typeof diff>[2] = text) =>
    said(diff(before, after, options));

  it("exits with 0 when values mean the same", () => {
    assert.deepEqual(run(["diff", "default.yaml", "default.yaml"]), { code: 0, stdout: nothing, stderr: "" });
  });

  it("says what values open, and exits with 1", () => {
    assert.deepEqual(run(["diff", "default.yaml", "8081.yaml"]), { code: 1, stdout: opened, stderr: "" });
  });

  it("says what values close", () => {
    assert.deepEqual(between("8081.yaml", "default.yaml"), { code: 1, stdout: closed, stderr: "" });
  });

  it("says what opens before what closes", () => {
    assert.deepEqual(between("8081.yaml", "9090.yaml").stdout, `${opened.replace("8081", "9090")}\n${closed}`);
  });

  it("tells a component that is renamed from what it was", () => {
    const [old, next] = [
      "agent (app=vald-agent) and discoverer (app=vald-discoverer)",
      "agent (app=foo) and discoverer (app=bar)",
    ];
    assert.deepEqual(between("default.yaml", "renamed.yaml").stdout.split("\n"), [
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

  it("compares values with manifests, which say where Vald is when the values do not", () => {
    assert.deepEqual(between("rule.yaml", "manifests.yaml"), { code: 1, stdout: closed, stderr: namespaceNote });
    assert.deepEqual(between("manifests.yaml", "rule.yaml"), { code: 1, stdout: opened, stderr: namespaceNote });
  });

  it("compares values with manifests in the namespace of the values", () => {
    assert.deepEqual(between("8081.yaml", "manifests.yaml"), { code: 1, stdout: closed, stderr: "" });
  });

  it("reads one side from stdin as manifests", () => {
    assert.deepEqual(run(["diff", "-", "8081.yaml"], documented("vald")), { code: 1, stdout: opened, stderr: "" });
  });

  it("says what opens when a policy goes: the other end of its edge still admits it", () => {
    assert.deepEqual(between("manifests.yaml", "without-filter.yaml"), {
      code: 1,
      stdout: "Opens:\n  filter gateway -> everyone else, all ports\n  everyone else -> filter gateway, all ports\n",
      stderr: namespaceNote,
    });
  });

  it("takes a side without policies to be where the other side has them", () => {
    const { stdout, stderr } = between("without-filter.yaml", "manifests.json");
    assert.deepEqual(stderr, `${namespaceNote}no NetworkPolicy of networking.k8s.io/v1 in the manifests\n`);
    assert.deepEqual(between("without-filter.yaml", "manifests.json", { ...text, namespace: "vald" }).stdout, stdout);
  });

  it("prints tables in markdown", () => {
    assert.equal(
      between("8081.yaml", "9090.yaml", { output: "markdown" }).stdout,
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
    assert.equal(between("8081.yaml", "8081.yaml", { output: "markdown" }).stdout, nothing);
  });

  it("prints data in JSON", () => {
    const expected = {
      opens: [
        { from: "all pods in namespace shop", to: "lb gateway", ports: [{ protocol: "TCP", first: 8081, last: 8081 }] },
      ],
      closes: [],
    };
    assert.deepEqual(between("default.yaml", "8081.yaml", { output: "json" }), {
      code: 1,
      stdout: `${JSON.stringify(expected, undefined, 2)}\n`,
      stderr: "",
    });
  });

  it("takes both sides from a preview", () => {
    assert.deepEqual(said(diff(undefined, undefined, { ...text, preview: "preview.json" })), {
      code: 0,
      stdout: nothing,
      stderr: "no NetworkPolicy before the change\nno NetworkPolicy after the change\n",
    });
  });

  it("takes who the components are in manifests from -f and --chart-values", () => {
    const open = { code: 1, stdout: "Opens:\n  everyone else -> agent, TCP 6060\n", stderr: "" };
    const sides = ["diff", "own-names.yaml", "own-names-open.yaml"];
    assert.deepEqual(run([...sides, "-f", "names.yaml"]), open);
    assert.deepEqual(run([...sides, "--chart-values", "chart.yaml", "-f", "some-names.yaml"]), open);
  });

  it("takes them from -f for manifests beside values that have others", () => {
    const { stdout } = between("own-names.yaml", "some-names.yaml", { ...text, values: ["names.yaml"] });
    assert.match(stdout, /agent \(app=vald-agent\)/);
    assert.match(stdout, /agent \(app=a\)/);
  });

  it("says which policies select no component as named", () => {
    assert.equal(between("own-names.yaml", "own-names-open.yaml").stderr, `${namespaceNote}${unnamed}`);
  });

  describe("of a mirror gateway, which is off by default,", () => {
    const mirror = (settings: string) =>
      `namespace: vald\ncomponents: { mirrorGateway: { enabled: true${settings} } }\n`;
    const admitting = ", custom: { ingress: [{ ports: [{ port: 8081 }] }] }";
    const admitted = "Opens:\n  everyone else -> mirror gateway, TCP 8081\n";
    const rendered = (name: string, values: string) => {
      writeFileSync("values.yaml", values);
      writeFileSync(name, renderedText({ values: ["values.yaml"], output: "yaml" }));
    };

    it("sees it in the policies of manifests", () => {
      rendered("before.yaml", mirror(""));
      rendered("after.yaml", mirror(admitting));
      assert.deepEqual(between("before.yaml", "after.yaml"), { code: 1, stdout: admitted, stderr: namespaceNote });
    });

    it("refuses to say that nothing changes where its policy changes and no values say its name", () => {
      rendered("before.yaml", mirror(", name: edge"));
      rendered("after.yaml", mirror(`, name: edge${admitting}`));
      assert.throws(
        () => between("before.yaml", "after.yaml"),
        new InputError(
          "policies of Vald that select no component as named: vald/edge-allow; give the values that name it (-f or --chart-values)",
        ),
      );
      assert.deepEqual(between("before.yaml", "before.yaml").stdout, nothing);
      writeFileSync("chart.yaml", "gateway: { mirror: { enabled: true, name: edge } }\n");
      const named = between("before.yaml", "after.yaml", { ...text, chartValues: ["chart.yaml"] });
      assert.equal(named.stdout, admitted);
    });

    it("takes it from the chart's values, which both sides of values stand over", () => {
      const own = "namespace: vald\ndefaults: { networkPolicy: { enabled: true } }\n";
      writeFileSync("chart.yaml", "gateway: { mirror: { enabled: true } }\n");
      writeFileSync("before.yaml", own);
      writeFileSync("after.yaml", `${own}edges: [{ from: { namespace: shop }, to: { component: mirrorGateway } }]\n`);
      const { stdout } = between("before.yaml", "after.yaml", { ...text, chartValues: ["chart.yaml"] });
      assert.equal(stdout, "Opens:\n  all pods in namespace shop -> mirror gateway, all ports\n");
    });
  });

  it("refuses policies of Vald in two namespaces on a side", () => {
    assert.throws(
      () => between("manifests.yaml", "two.yaml"),
      new InputError("policies of Vald are in namespaces other and vald; choose one by namespace (-n)"),
    );
  });

  for (const [what, before, after, preview, message] of [
    ["one file", "default.yaml", undefined, undefined, "give two files, or one with --preview"],
    ["no file", undefined, undefined, undefined, "give two files, or one with --preview"],
    ["stdin on both sides", "-", "-", undefined, "stdin can be one side only"],
    ["files beside a preview", "a", "b", "preview.json", "--preview has both sides in it: leave the files out"],
  ] as const) {
    it(`refuses ${what}`, () => {
      const options = { ...text, ...(preview !== undefined && { preview }) };
      assert.throws(() => diff(before, after, options), new MisuseError(message));
    });
  }

  it("refuses -f where both sides are values, and stdin for it and for a side", () => {
    const values = ["names.yaml"];
    assert.throws(
      () => between("default.yaml", "8081.yaml", { ...text, values }),
      new MisuseError("-f says who the components are in manifests, and both sides are values"),
    );
    assert.throws(
      () => between("-", "8081.yaml", { ...text, values: ["-"] }),
      new MisuseError("stdin can be one side only"),
    );
  });

  for (const [args, stderr] of [
    [["default.yaml"], "error: give two files, or one with --preview\nRun it with --help for usage.\n"],
    [["default.yaml", "nowhere.yaml"], "nowhere.yaml: there is no such file\n"],
  ] as const) {
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["diff", ...args]), { code: 2, stdout: "", stderr });
    });
  }
});
