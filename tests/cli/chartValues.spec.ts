import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { explain } from "../../cli/explain";
import { InputError } from "../../cli/inputError";
import { matrix } from "../../cli/matrix";
import { MisuseError } from "../../cli/misuseError";
import { readArgs } from "../../cli/readArgs";
import { render } from "../../cli/render";
import { verify } from "../../cli/verify";
import { fromChartValues, networkPolicies } from "../../policies";
import type { Result } from "../../cli/result";
import { inFolder } from "./inFolder";
import { renderedText } from "./renderedText";
import { run } from "./run";
import { said } from "./said";

const chart = `defaults:
  networkPolicy:
    enabled: true
    custom:
      egress:
        - ports:
            - port: 4317
gateway:
  lb:
    name: search-lb
    serviceType: LoadBalancer
`;

const release = `apiVersion: vald.vdaas.org/v1
kind: ValdRelease
metadata:
  name: vald-cluster
  namespace: search
spec:
  defaults:
    networkPolicy:
      enabled: true
  gateway:
    lb:
      name: agent!
`;

describe("--chart-values", () => {
  inFolder({
    "chart.yaml": chart,
    "mirror.yaml": "gateway: { mirror: { enabled: true }, lb: { serviceType: ClusterIP } }",
    "default.yaml": "agent:\n  ngt: { dimension: 784 }\n",
    "release.yaml": release,
    "own.yaml":
      "namespace: vald\ncomponents:\n  filterGateway:\n    enabled: true\n  lbGateway:\n    custom:\n      ingress:\n        - from: [{ podSelector: {} }]\n",
    "on.yaml": "defaults: { networkPolicy: { enabled: true } }\napiServer: { cidrs: [10.96.0.1/32] }\n",
    "enabled.yaml": "defaults: { networkPolicy: { enabled: true } }\n",
    "off.yaml": chart.replace("enabled: true", "enabled: false"),
    "collision.yaml": "components:\n  discoverer:\n    name: search-lb\n",
    "wrong.yaml": "agent:\n  enabled: 1\ngateway:\n  lb:\n    name: A\n",
    "wrongOwn.yaml": "components:\n  agnet: {}\n",
  });

  it("makes the policies of what the chart deploys", () => {
    const { args } = fromChartValues({
      defaults: { networkPolicy: { enabled: true, custom: { egress: [{ ports: [{ port: 4317 }] }] } } },
      gateway: { lb: { name: "search-lb" } },
    });
    const items = networkPolicies({ ...args, namespace: "vald" });
    const text = renderedText({ values: [], chartValues: ["chart.yaml"], namespace: "vald", output: "json" });
    assert.deepEqual(JSON.parse(text), { apiVersion: "v1", kind: "List", items });
  });

  it("merges several files as Helm does", () => {
    const { args } = readArgs([], undefined, ["chart.yaml", "mirror.yaml"]);
    assert.deepEqual(args.components?.mirrorGateway, { enabled: true });
    assert.deepEqual(args.components?.lbGateway, { enabled: true, name: "search-lb" });
  });

  it("is what -f is merged over", () => {
    const { args } = readArgs(["own.yaml"], undefined, ["chart.yaml"]);
    const ingress = [{ from: [{ podSelector: {} }] }];
    assert.equal(args.namespace, "vald");
    assert.deepEqual(args.components?.filterGateway, { enabled: true });
    assert.deepEqual(args.components?.lbGateway, { enabled: true, name: "search-lb", custom: { ingress } });
    assert.equal(args.defaults?.networkPolicy?.custom?.egress?.length, 1);
  });

  it("warns on stderr of what the values cannot say, until -f says it", () => {
    const warning =
      "chart.yaml:11:5: warning: gateway.lb.serviceType: clients come to the lb gateway from outside: give an edge from them to lbGateway";
    const apiServer =
      "chart.yaml:3:5: warning: defaults.networkPolicy.enabled: the discoverer needs the API server, which the policies let it reach only as a pod of kube-system: say in apiServer where it is";
    const own =
      "chart.yaml:3:5: warning: defaults.networkPolicy.enabled: the chart makes policies of its own, of the same names: leave them off in its values, and turn these on in values of the package";
    const chartValues = ["chart.yaml"];
    const lines = (result: Result) => said(result).stderr.split("\n");
    assert.deepEqual(lines(render({ values: [], chartValues, output: "yaml" })), [warning, apiServer, own, ""]);
    // Who only looks at policies may be looking at the chart's own.
    assert.deepEqual(lines(matrix({ values: [], chartValues, output: "csv" })), [warning, apiServer, ""]);
    const values = ["own.yaml", "on.yaml"];
    assert.deepEqual(lines(render({ values, chartValues: ["off.yaml"], output: "yaml" })), [""]);
  });

  it("gives no policies where the values turn none on, and says why", () => {
    assert.deepEqual(run(["render", "--chart-values", "default.yaml"]), {
      code: 0,
      stdout: "",
      stderr: `The chart's values leave policies off: there are some only where defaults.networkPolicy.enabled is true, best in -f.
No policies: they are off in these values. Those in a cluster stay there.
`,
    });
  });

  it("reads manifests all the same where the values turn none on", () => {
    const of = (chartValues: string[]) => run(["matrix", ...chartValues, "--manifests", "-"], rendered);
    const rendered = renderedText({ values: [], namespace: "vald", output: "yaml" });
    const { code, stdout, stderr } = of(["--chart-values", "default.yaml"]);
    assert.equal(code, 0);
    assert.doesNotMatch(stderr, /policies off|no policy selects/);
    assert.equal(stdout, of(["--chart-values", "default.yaml", "--chart-values", "enabled.yaml"]).stdout);
  });

  it("names file, line, column and path of everything that is wrong, in its files and in those of -f", () => {
    const { code, stdout, stderr } = run(["render", "--chart-values", "wrong.yaml", "-f", "wrongOwn.yaml"]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.deepEqual(stderr.split("\n"), [
      "wrong.yaml:2:3: agent.enabled: 1 given; expected true or false",
      'wrong.yaml:5:5: gateway.lb.name: "A" given; expected an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters',
      "wrongOwn.yaml:2:3: components.agnet: unknown field; expected one of agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator (did you mean agent?)",
      "",
    ]);
  });

  it("names the place of what is wrong between its files and those of -f", () => {
    assert.throws(() => readArgs(["collision.yaml"], undefined, ["chart.yaml"]), {
      constructor: InputError,
      message:
        'chart.yaml:10:5: components.lbGateway.name: "search-lb" given; expected a name of its own, because discoverer has this one',
    });
  });

  it("is not what manifests are, which is said where they are given with -f", () => {
    writeFileSync("manifests.yaml", renderedText({ values: [], namespace: "vald", output: "yaml" }));
    writeFileSync("list.yaml", renderedText({ values: [], namespace: "vald", output: "json" }));
    assert.match(
      run(["check", "-f", "manifests.yaml"]).stderr,
      /; values are one, and manifests are given with --manifests\n$/,
    );
    assert.match(run(["check", "-f", "list.yaml"]).stderr, /\nManifests are given with --manifests\.\n$/);
  });

  it("is not where a list stands that -f replaces, nor is an earlier file", () => {
    const edges = (rest: string) => `edges:\n  - from: { namespace: shop }${rest}\n`;
    writeFileSync("first.yaml", edges("\n    to: { component: lbGateway }"));
    writeFileSync("second.yaml", `# The second.\n${edges("")}`);
    assert.throws(() => readArgs(["first.yaml", "second.yaml"], undefined), {
      message: "second.yaml:3:5: edges[0].to: expected an end of an edge (an edge needs it)",
    });
    const custom = (block: string) =>
      `defaults: { networkPolicy: { custom: { egress: [{ to: [{ ipBlock: { ${block} } }] }] } } }`;
    writeFileSync("rule.yaml", custom("cidr: 192.0.2.0/24"));
    writeFileSync("own-rule.yaml", `\n${custom("except: []")}`);
    assert.throws(
      () => readArgs(["own-rule.yaml"], undefined, ["rule.yaml"]),
      ({ message }: Error) => message.startsWith("own-rule.yaml:2:"),
    );
  });

  it("has merge keys, as Helm reads them, in both", () => {
    const chart = "x-common: &common { name: my-agent }\nagent:\n  <<: *common\n";
    const own = "defaults: { networkPolicy: { <<: { enabled: true } } }\n";
    writeFileSync("merge.yaml", chart);
    assert.equal(readArgs([], undefined, ["merge.yaml"]).args.components?.agent?.name, "my-agent");
    writeFileSync("merge-own.yaml", own);
    assert.equal(readArgs(["merge-own.yaml"], undefined, ["merge.yaml"]).args.defaults?.networkPolicy?.enabled, true);
  });

  it("may be as long as the chart's own values, of which people edit a copy", () => {
    const comments = "# a comment\n".repeat(25_000);
    writeFileSync("long.yaml", `${comments}agent: { name: my-agent }\n`);
    assert.equal(readArgs([], undefined, ["long.yaml"]).args.components?.agent?.name, "my-agent");
    writeFileSync("long.yaml", comments.repeat(2));
    assert.throws(() => readArgs([], undefined, ["long.yaml"]), { message: "long.yaml: larger than 512 KiB" });
  });

  it("reads a ValdRelease, and points into its spec", () => {
    assert.throws(() => readArgs([], undefined, ["release.yaml"]), {
      constructor: InputError,
      message:
        'release.yaml:12:7: spec.gateway.lb.name: "agent!" given; expected an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters',
    });
  });

  it("says in explain which line of them a rule is", () => {
    const options = { values: [], chartValues: ["chart.yaml"], port: 4317, output: "text" as const };
    const { stdout } = said(explain("agent", "192.0.2.1", options));
    assert.match(stdout, /chart\.yaml:6:11: defaults\.networkPolicy\.custom\.egress\[0\]/);
  });

  it("is named where the chart's values or a ValdRelease are given with -f", () => {
    const hint =
      "Values of Vald's Helm chart, or a ValdRelease, are given with --chart-values; a side of diff is what `render --chart-values` prints.";
    for (const [file, lines] of [
      ["chart.yaml", 2],
      ["release.yaml", 5],
      ["default.yaml", 2],
    ] as const) {
      const { code, stderr } = run(["render", "-f", file]);
      assert.deepEqual(
        [
          code,
          stderr
            .trim()
            .split("\n")
            .slice(lines - 1),
        ],
        [2, [hint]],
      );
    }
    assert.throws(
      () => readArgs(["wrongOwn.yaml"], undefined),
      ({ message }: Error) => !message.includes(hint),
    );
  });

  it("is what verify holds manifests to", () => {
    const manifests = renderedText({ values: [], chartValues: ["chart.yaml"], output: "yaml" });
    const { code, stdout } = run(["verify", "--chart-values", "chart.yaml", "--manifests", "-"], manifests);
    assert.equal(code, 0, stdout);
    assert.equal(verify({ values: [], chartValues: ["mirror.yaml", "chart.yaml"], output: "text" }).code, 0);
    assert.equal(
      run(["verify", "--chart-values", "mirror.yaml", "--chart-values", "chart.yaml", "--manifests", "-"], manifests)
        .code,
      1,
    );
  });

  it("comes from stdin where nothing else does", () => {
    const { code, stdout } = run(["render", "--chart-values", "-", "-n", "vald"], chart);
    assert.equal(code, 0);
    assert.equal(stdout, renderedText({ values: [], chartValues: ["chart.yaml"], namespace: "vald", output: "yaml" }));
    assert.throws(() => readArgs(["-"], undefined, ["-"]), MisuseError);
    assert.equal(run(["verify", "--chart-values", "-", "--manifests", "-"]).code, 2);
  });
});
