import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log } from "sarif";
import { check } from "../../cli/check";
import type { LocatedCheck } from "../../cli/locatedCheck";
import { MisuseError } from "../../cli/misuseError";
import { type Cni, cniNames, type FindingId, findingIds, findingKinds } from "../../policies";
import { findingCases } from "../analysis/findingCases";
import { inFolder } from "./inFolder";
import { renderedText } from "./renderedText";
import { run } from "./run";
import { said } from "./said";

const options = { values: [], failOn: "error", output: "json" } as const;

describe("vald-netpol check", () => {
  inFolder({
    "values.yaml": `namespace: vald
edges:
  - from: { podLabels: { app: search } }
    to: { component: lbGateway }
ignore:
  - { id: api-server-by-namespace, reason: it is a pod there }
`,
    "everyone.yaml": "components:\n  lbGateway:\n    custom:\n      ingress:\n        - {}\n",
    "default.yaml": renderedText({ values: [], namespace: "vald", output: "yaml" }),
  });

  const found = (file: string | undefined, cni?: Cni): LocatedCheck =>
    JSON.parse(said(check(file, { ...options, ...(cni !== undefined && { cni }) })).stdout) as LocatedCheck;
  const ids = (text: string, cni?: Cni): FindingId[] => {
    writeFileSync("case.yaml", text);
    return found("case.yaml", cni).findings.map(({ id }) => id);
  };
  const plugins = [undefined, ...cniNames];
  for (const id of findingIds) {
    const { fires, spares } = findingCases[id];
    const { with: engines, isGeneral = engines === undefined } = findingKinds[id];
    it(`finds ${id} with the network plugins that have it, and with no other`, () =>
      assert.deepEqual(
        plugins.filter((cni) => ids(fires, cni).includes(id)),
        plugins.filter((cni) => isGeneral || (cni !== undefined && engines?.[cni] !== undefined)),
      ));
    it(`does not find ${id} in what misses it by little`, () =>
      assert.deepEqual(
        plugins.filter((cni) => ids(spares, cni).includes(id)),
        [],
      ));
  }

  for (const cni of plugins)
    it(`finds nothing above information in the default, with ${cni ?? "no network plugin named"}`, () => {
      assert.deepEqual(
        found(undefined, cni).findings.map(({ id, severity }) => [id, severity]),
        [["api-server-by-namespace", "info"]],
      );
    });

  it("prints a line for each, with its place in the file, and how many there are", () => {
    assert.deepEqual(said(check("values.yaml", { ...options, output: "text" })), {
      code: 0,
      stdout: `values.yaml:3:5: warning: bare-pod-selector: edges[0].from: labels of pods alone mean pods of Vald's own namespace, and no others in the cluster; say in which namespace they are, also where it is Vald's own
1 warning; 1 ignored.
`,
      stderr: "",
    });
  });

  it("says so where it finds nothing", () => {
    writeFileSync("quiet.yaml", "apiServer: { cidrs: [203.0.113.7/32] }\n");
    assert.equal(said(check("quiet.yaml", { ...options, output: "text" })).stdout, "Nothing found.\n");
  });

  it("points at the beginning of the values for what is missing in them", () => {
    writeFileSync("short.yaml", "namespace: vald\n");
    assert.deepEqual(
      found("short.yaml").findings.map(({ at, path }) => [at, path]),
      [["short.yaml:1:1", ["apiServer"]]],
    );
  });

  it("points at the beginning of the manifests for what is missing in them, and takes what the chart has off for told", () => {
    writeFileSync("web.yaml", renderedText({ values: [], namespace: "web", output: "yaml" }));
    const { findings } = JSON.parse(said(check("web.yaml", { ...options, namespace: "vald" })).stdout) as LocatedCheck;
    assert.deepEqual(
      findings.map(({ at, id }) => [at, id]),
      [["web.yaml:1:1", "policies-off"]],
    );
    writeFileSync(
      "chart.yaml",
      "defaults: { networkPolicy: { enabled: true } }\ngateway: { filter: { enabled: false } }\n",
    );
    const off = (values: string[]) =>
      (
        JSON.parse(said(check(undefined, { ...options, values, chartValues: ["chart.yaml"] })).stdout) as LocatedCheck
      ).findings
        .map(({ id }) => id)
        .filter((id) => id === "component-off");
    writeFileSync("off.yaml", "components: { indexManager: { enabled: false } }\n");
    assert.deepEqual([off([]), off(["off.yaml"])], [[], ["component-off"]]);
  });

  for (const [failOn, code] of [
    ["error", 0],
    ["warning", 1],
    ["info", 1],
  ] as const)
    it(`exits with ${code} for a warning with --fail-on ${failOn}`, () =>
      assert.equal(check("values.yaml", { ...options, failOn }).code, code));

  it("exits with 1 for an error", () => assert.equal(check("everyone.yaml", options).code, 1));

  it("finds in manifests what it finds in the values that they are from, and points at the objects", () => {
    writeFileSync("manifests.yaml", renderedText({ values: ["everyone.yaml"], namespace: "vald", output: "yaml" }));
    const { findings } = found("manifests.yaml");
    assert.deepEqual(
      findings.map(({ id, at, object, path }) => [id, at, object, path]),
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
    const line = readFileSync("manifests.yaml", "utf8").split("\n")[113];
    assert.equal(line?.trim(), "- {}");
  });

  it("leaves out in manifests what values ignore there", () => {
    writeFileSync(
      "ignore.yaml",
      "ignore:\n  - { id: api-server-by-namespace, path: NetworkPolicy vald/vald-discoverer-allow, reason: a pod }\n",
    );
    const { findings, ignored } = JSON.parse(
      said(check("default.yaml", { ...options, values: ["ignore.yaml"] })).stdout,
    ) as LocatedCheck;
    assert.deepEqual([findings.length, ignored.map(({ reason }) => reason)], [0, ["a pod"]]);
  });

  it("reads values and manifests from stdin", () => {
    const values = "edges:\n  - from: { podLabels: { app: search } }\n    to: { component: lbGateway }\n";
    const [ofValues, ofManifests] = [values, readFileSync("everyone.yaml", "utf8")].map((text) =>
      run(["check", "-"], text),
    );
    assert.match(ofValues?.stdout ?? "", /^<stdin>:2:5: warning: bare-pod-selector: /);
    assert.match(ofManifests?.stdout ?? "", /^<stdin>:5:11: error: everyone: /);
    assert.match(
      run(["check", "-"], readFileSync("manifests.yaml", "utf8")).stdout,
      /^<stdin>:114:7: error: everyone: /,
    );
  });

  it("takes one file of manifests, and one of values unless all are given with -f", () => {
    assert.throws(() => check("default.yaml", { ...options, manifests: "default.yaml" }), MisuseError);
    assert.throws(() => check("values.yaml", { ...options, values: ["everyone.yaml"] }), MisuseError);
  });

  it("takes a ValdRelease for values, and says how it is given", () => {
    writeFileSync(
      "release.yaml",
      "apiVersion: vald.vdaas.org/v1\nkind: ValdRelease\nmetadata: { name: vald }\nspec: {}\n",
    );
    assert.throws(() => check("release.yaml", options), /are given with --chart-values/);
    writeFileSync("both.yaml", `${readFileSync("release.yaml", "utf8")}---\n${readFileSync("default.yaml", "utf8")}`);
    assert.deepEqual(
      found("both.yaml").findings.map(({ id }) => id),
      ["api-server-by-namespace"],
    );
  });

  it("tells those of one severity in the order of their lines", () => {
    const edge = (app: string) => `  - from: { podLabels: { app: ${app} } }\n    to: { component: lbGateway }\n`;
    const rules = "defaults:\n  networkPolicy:\n    custom:\n      ingress: [{ from: [{ podSelector: {} }] }]\n";
    writeFileSync("order.yaml", `edges:\n${"abcdefghij".split("").map(edge).join("")}${rules}`);
    const lines = found("order.yaml").findings.flatMap(({ at, severity }) =>
      severity === "warning" ? [Number(at?.split(":")[1])] : [],
    );
    assert.deepEqual(lines, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 25]);
  });

  describe("as SARIF", () => {
    const run = () => (JSON.parse(said(check("values.yaml", { ...options, output: "sarif" })).stdout) as Log).runs[0];

    it("has level, place, and what is ignored with the reason", () => {
      const [result, ignored] = run()?.results ?? [];
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

    it("has no location without a file, and names of files as they are in an address", () => {
      const results = (file: string | undefined) =>
        (JSON.parse(said(check(file, { ...options, output: "sarif" })).stdout) as Log).runs[0]?.results ?? [];
      assert.deepEqual(
        results(undefined).map(({ locations }) => locations),
        [undefined],
      );
      mkdirSync("c:v");
      writeFileSync("c:v/a#b 1%.yaml", "namespace: vald\n");
      const uri = (file: string) => results(file)[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
      assert.equal(uri("c:v/a#b 1%.yaml"), "c%3Av/a%23b%201%25.yaml");
      assert.equal(uri(resolve("short.yaml")), "short.yaml");
      const folder = mkdtempSync(join(tmpdir(), "elsewhere-"));
      writeFileSync(join(folder, "short.yaml"), "namespace: vald\n");
      assert.equal(uri(join(folder, "short.yaml")), pathToFileURL(join(folder, "short.yaml")).href);
      rmSync(folder, { recursive: true });
    });

    it("describes each rule that is in it", () => {
      const { tool, results = [] } = run() ?? assert.fail();
      assert.deepEqual(
        results.map(({ ruleIndex = -1 }) => tool.driver.rules?.[ruleIndex]?.id),
        results.map(({ ruleId }) => ruleId),
      );
    });
  });
});
