import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, Result } from "sarif";
import { checkCommand } from "../../../cli/commands/checkCommand";
import { InputError } from "../../../cli/input/inputError";
import { UsageError } from "../../../cli/input/usageError";
import { type Cni, cniNames, type Finding, findingIds, findingRules } from "../../../core";
import { findingCases } from "../../../testing/findingCases";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

interface CheckJson {
  findings: (Finding & { at?: string })[];
  ignored: (Finding & { at?: string; reason: string })[];
}

describe("vald-netpol check", () => {
  withTempDir({
    "values.yaml": `namespace: vald
edges:
  - from: { podLabels: { app: search } }
    to: { component: lbGateway }
ignore:
  - { id: api-server-by-namespace, reason: it is a pod there }
`,
    "everyone.yaml": "components:\n  lbGateway:\n    custom:\n      ingress:\n        - {}\n",
    "empty.yaml": "namespace: vald\n",
    "documented.yaml": renderedText({ values: [], namespace: "vald", output: "yaml" }),
  });
  before(() =>
    writeFileSync("manifests.yaml", renderedText({ values: ["everyone.yaml"], namespace: "vald", output: "yaml" })),
  );

  type Options = Partial<Parameters<typeof checkCommand>[0]>;
  const checked = (file: string | undefined, options: Options = {}) =>
    captured(checkCommand({ files: [file ?? []].flat(), output: "json", ...options }));
  const json = (file: string | undefined, options: Options = {}) =>
    JSON.parse(checked(file, options).stdout) as CheckJson;
  const ids = (file: string | undefined, options: Options = {}) => json(file, options).findings.map(({ id }) => id);

  const cnis: readonly (Cni | undefined)[] = [undefined, ...cniNames];
  for (const id of findingIds) {
    const { fires, passes } = findingCases[id];
    const { cniOverrides, appliesToAllCnis = cniOverrides === undefined } =
      findingRules.find((rule) => rule.id === id) ?? assert.fail();
    // tests/analysis/check/findingRules.spec.ts tries every network plugin.
    const cni = cniNames.find((name) => cniOverrides?.[name] !== undefined) ?? "calico";
    const cnisThatReport = (text: string) => {
      writeFileSync("case.yaml", text);
      return [undefined, cni].filter((one) => ids("case.yaml", one === undefined ? {} : { cni: one }).includes(id));
    };
    it(`reports ${id} only for a network plugin to which it applies`, () =>
      assert.deepEqual(cnisThatReport(fires), appliesToAllCnis ? [undefined, cni] : [cni]));
    it(`does not report ${id} for a near miss`, () => assert.deepEqual(cnisThatReport(passes), []));
  }

  for (const cni of cnis) {
    const severity = cni === "vpc-cni" || cni === "gke-v2" ? "error" : "info";
    it(`reports only one finding, of severity ${severity}, for the default values (network plugin: ${cni ?? "none"})`, () => {
      const { code, stdout } = checked(undefined, cni === undefined ? {} : { cni });
      const { findings } = JSON.parse(stdout) as CheckJson;
      assert.deepEqual(
        [code, findings.map((finding) => [finding.id, finding.severity])],
        [severity === "error" ? 1 : 0, [["api-server-by-namespace", severity]]],
      );
    });
  }

  it("prints a line with the position of each finding, and the number of findings", () => {
    assert.deepEqual(checked("values.yaml", { output: "text" }), {
      code: 0,
      stdout: `values.yaml:3:5: warning: bare-pod-selector: edges[0].from: pod labels without a namespace match only pods in Vald's own namespace; specify the pods' namespace, even if the pods are in Vald's own namespace
1 warning; 1 ignored.
`,
      stderr: "",
    });
  });

  it("prints a single line if there are no findings", () => {
    writeFileSync("api-server.yaml", "apiServer: { cidrs: [203.0.113.7/32] }\n");
    assert.equal(checked("api-server.yaml", { output: "text" }).stdout, "No findings.\n");
  });

  it("points at the beginning of the values file if a setting is missing", () => {
    assert.deepEqual(
      json("empty.yaml").findings.map(({ at, path }) => [at, path]),
      [["empty.yaml:1:1", ["apiServer"]]],
    );
  });

  it("points at the beginning of the manifests file if policies are missing", () => {
    writeFileSync("web.yaml", renderedText({ values: [], namespace: "web", output: "yaml" }));
    assert.deepEqual(
      json("web.yaml", { namespace: "vald" }).findings.map(({ at, id }) => [at, id]),
      [["web.yaml:1:1", "policies-off"]],
    );
  });

  it("points at the values for a peer in the values that matches no pod in the manifests", () => {
    writeFileSync("edges.yaml", "edges:\n  - from: { namespace: shpo }\n    to: { component: lbGateway }\n");
    const names = ["kube-system", "shop", "vald"];
    const namespaces = names.map((name) => `---\napiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n`);
    writeFileSync("cluster.yaml", `${readFileSync("documented.yaml", "utf8")}${namespaces.join("")}`);
    const { findings } = json(undefined, { values: ["edges.yaml"], manifests: ["cluster.yaml"] });
    assert.deepEqual(
      findings.filter(({ id }) => id === "peer-selects-no-pod").map(({ at, detail }) => [at, detail]),
      [["edges.yaml:2:5", "all pods in namespace shpo; no such namespace; did you mean shop?"]],
    );
  });

  it("reports that a component is off only if the package's values turn it off", () => {
    writeFileSync(
      "chart.yaml",
      "defaults: { networkPolicy: { enabled: true } }\ngateway: { filter: { enabled: false } }\n",
    );
    writeFileSync("off.yaml", "components: { indexManager: { enabled: false } }\n");
    const offPaths = (values: string[]) =>
      json(undefined, { values, chartValues: ["chart.yaml"] })
        .findings.filter(({ id }) => id === "component-off")
        .map(({ path }) => path);
    assert.deepEqual([offPaths([]), offPaths(["off.yaml"])], [[], [["components", "indexManager", "enabled"]]]);
  });

  for (const [file, failOn, code] of [
    ["values.yaml", "error", 0],
    ["values.yaml", "warning", 1],
    ["values.yaml", "info", 1],
    ["everyone.yaml", "error", 1],
  ] as const)
    it(`exits with ${code} for ${file} with --fail-on ${failOn}`, () =>
      assert.equal(checked(file, { failOn }).code, code));

  it("reports the same findings for manifests as for the values from which they were rendered, and points at the objects", () => {
    assert.deepEqual(
      json("manifests.yaml").findings.map(({ id, at, object, path }) => [id, at, object, path]),
      [
        ["everyone", "manifests.yaml:114:7", "NetworkPolicy vald/vald-lb-gateway-allow", ["spec", "ingress", 1]],
        [
          "api-server-by-namespace",
          "manifests.yaml:40:3",
          "NetworkPolicy vald/vald-discoverer-allow",
          ["spec", "egress"],
        ],
      ],
    );
    assert.equal(readFileSync("manifests.yaml", "utf8").split("\n")[113], "    - {}");
  });

  it("suppresses findings in manifests that the values ignore", () => {
    writeFileSync(
      "ignore.yaml",
      "ignore:\n  - { id: api-server-by-namespace, path: NetworkPolicy vald/vald-discoverer-allow, reason: a pod }\n",
    );
    const { findings, ignored } = json("documented.yaml", { values: ["ignore.yaml"] });
    assert.deepEqual([findings, ignored.map(({ reason }) => reason)], [[], ["a pod"]]);
  });

  for (const [file, line] of [
    ["everyone.yaml", "<stdin>:5:11"],
    ["manifests.yaml", "<stdin>:114:7"],
  ] as const)
    it(`reads ${file} from stdin`, () => {
      const { code, stdout } = run(["check", "-", "-o", "json"], readFileSync(file, "utf8"));
      const [first] = (JSON.parse(stdout) as CheckJson).findings;
      assert.deepEqual([code, first?.id, first?.at], [1, "everyone", line]);
    });

  it("accepts each file once, and values files either all as arguments or all with -f", () => {
    assert.throws(
      () => checked("documented.yaml", { manifests: ["documented.yaml"] }),
      new UsageError("documented.yaml is passed twice"),
    );
    assert.throws(
      () => checked("values.yaml", { values: ["everyone.yaml"] }),
      new UsageError(
        "values.yaml is also a values file; pass all values files as arguments or all of them with -f, because later files take precedence",
      ),
    );
  });

  it("treats a single ValdRelease as values, and suggests --chart-values", () => {
    const release = "apiVersion: vald.vdaas.org/v1\nkind: ValdRelease\n";
    const fields =
      "`namespace`, `defaults`, `instanceLabels`, `namePrefix`, `components`, `edges`, `edgePorts`, `apiServer`, `dns`, `cni`, `ignore`, `labels`, `annotations`, `adopt`, `strict`";
    writeFileSync("release.yaml", release);
    assert.throws(
      () => checked("release.yaml"),
      new InputError(`release.yaml:1:1: apiVersion: unknown field; expected one of ${fields}
release.yaml:2:1: kind: unknown field; expected one of ${fields}
Pass values for Vald's Helm chart, or a ValdRelease, with --chart-values.`),
    );
    writeFileSync("both.yaml", `${release}---\n${readFileSync("documented.yaml", "utf8")}`);
    assert.deepEqual(ids("both.yaml"), ["api-server-by-namespace"]);
  });

  it("sorts findings of one severity by line", () => {
    const edge = (app: string) => `  - from: { podLabels: { app: ${app} } }\n    to: { component: lbGateway }\n`;
    const rules =
      "defaults:\n  networkPolicy:\n    custom:\n      ingress: [{ from: [{ podSelector: { matchLabels: { app: k } } }] }]\n";
    writeFileSync("order.yaml", `edges:\n${"abcdefghij".split("").map(edge).join("")}${rules}`);
    const warnings = json("order.yaml").findings.filter(({ severity }) => severity === "warning");
    assert.deepEqual(
      warnings.map(({ at }) => at),
      [2, 4, 6, 8, 10, 12, 14, 16, 18, 20].map((line) => `order.yaml:${line}:5`).concat("order.yaml:25:26"),
    );
  });

  describe("as SARIF", () => {
    const sarifRun = (file: string | undefined) =>
      (JSON.parse(checked(file, { output: "sarif" }).stdout) as Log).runs[0] ?? assert.fail();
    const firstLocation = (file: string | undefined): Result["locations"] => sarifRun(file).results?.[0]?.locations;

    it("contains each finding's level and position, and each suppression's reason", () => {
      const [result, ignored] = sarifRun("values.yaml").results ?? [];
      assert.deepEqual(
        [result?.ruleId, result?.level, result?.locations?.[0]?.physicalLocation],
        [
          "bare-pod-selector",
          "warning",
          { artifactLocation: { uri: "values.yaml" }, region: { startLine: 3, startColumn: 5 } },
        ],
      );
      assert.deepEqual(ignored?.suppressions, [{ kind: "inSource", justification: "it is a pod there" }]);
    });

    it("contains no location if there is no file", () => assert.equal(firstLocation(undefined), undefined));

    it("encodes file names as URIs, relative to the current folder if they are in it", () => {
      mkdirSync("c:v");
      writeFileSync("c:v/a#b 1%.yaml", "namespace: vald\n");
      const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
      writeFileSync(join(folder, "empty.yaml"), "namespace: vald\n");
      const uri = (file: string) => firstLocation(file)?.[0]?.physicalLocation?.artifactLocation?.uri;
      assert.equal(uri("c:v/a#b 1%.yaml"), "c%3Av/a%23b%201%25.yaml");
      assert.equal(uri(resolve("empty.yaml")), "empty.yaml");
      assert.equal(uri(join(folder, "empty.yaml")), pathToFileURL(join(folder, "empty.yaml")).href);
      rmSync(folder, { recursive: true });
    });

    it("describes every rule, with a link to its section, and refers to the rules by index", () => {
      const { tool, results = [] } = sarifRun("values.yaml");
      const { informationUri, rules = [] } = tool.driver;
      assert.equal(informationUri, "https://github.com/OWNER/vald-network-policy");
      assert.deepEqual(
        rules.map(({ id, helpUri }) => [id, helpUri]),
        findingRules.map(({ id }) => [id, `${informationUri}/blob/main/docs/findings.md#${id}`]),
      );
      assert.deepEqual(
        results.map(({ ruleIndex = -1 }) => rules[ruleIndex]?.id),
        ["bare-pod-selector", "api-server-by-namespace"],
      );
    });
  });

  describe("as Markdown", () => {
    const markdown = (file: string) => checked(file, { output: "markdown" }).stdout;

    it("prints a table in which each id is a link, and a summary", () => {
      const [head, line, row, ...rest] = markdown("values.yaml").split("\n");
      assert.deepEqual(
        [head, line, ...rest],
        [
          "| severity | finding | location | message | remediation |",
          "| :--- | :--- | :--- | :--- | :--- |",
          "",
          "1 warning; 1 ignored.",
          "",
        ],
      );
      assert.ok(
        row?.startsWith(
          "| warning | [bare-pod-selector](https://github.com/OWNER/vald-network-policy/blob/main/docs/findings.md#bare-pod-selector) | values.yaml:3:5: edges\\[0\\].from | ",
        ),
        row,
      );
    });

    it("prints only the summary if there are no findings", () => {
      writeFileSync("none.yaml", "namespace: vald\napiServer: { cidrs: [203.0.113.7/32] }\n");
      assert.equal(markdown("none.yaml"), "No findings.\n");
    });
  });

  it("locates a finding about an edge in the values, even if the Services are in manifests", () => {
    writeFileSync(
      "edge.yaml",
      "edges:\n  - { from: { namespace: shop }, to: { component: agent }, ports: [{ port: 80 }] }\n",
    );
    const service =
      "{ apiVersion: v1, kind: Service, metadata: { name: a }, spec: { selector: { app: vald-agent }, ports: [{ port: 80, targetPort: 8081 }] } }";
    writeFileSync("service.yaml", service);
    const { stdout } = captured(checkCommand({ values: ["edge.yaml"], manifests: ["service.yaml"], output: "text" }));
    assert.match(
      stdout,
      /^edge\.yaml:2:\d+: warning: service-port: edges\[0\]\.ports\[0\] \(TCP 80; the Service default\/a leads to TCP 8081\): /m,
    );
  });
});
