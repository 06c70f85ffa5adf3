import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { renderCommand } from "../../../cli/commands/renderCommand";
import { verifyCommand } from "../../../cli/commands/verifyCommand";
import { InputError } from "../../../cli/input/inputError";
import { readArgs } from "../../../cli/input/readArgs";
import { UsageError } from "../../../cli/input/usageError";
import type { CommandResult } from "../../../cli/output/commandResult";
import { networkPolicies } from "../../../core";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

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

const own = `namespace: vald
components:
  filterGateway:
    enabled: true
  lbGateway:
    custom:
      ingress:
        - from: [{ podSelector: {} }]
`;

const expectedName =
  'expected an app label that is also a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start and end with a letter or digit';

describe("--chart-values", () => {
  withTempDir({
    "chart.yaml": chart,
    "mirror.yaml": "gateway: { mirror: { enabled: true }, lb: { serviceType: ClusterIP } }",
    "default.yaml": "agent:\n  ngt: { dimension: 784 }\n",
    "release.yaml": release,
    "own.yaml": own,
    "on.yaml": "defaults: { networkPolicy: { enabled: true } }\napiServer: { cidrs: [10.96.0.1/32] }\n",
    "enabled.yaml": "defaults: { networkPolicy: { enabled: true } }\n",
    "off.yaml": chart.replace("enabled: true", "enabled: false"),
    "collision.yaml": "components:\n  discoverer:\n    name: search-lb\n",
    "invalid.yaml": "agent:\n  enabled: 1\ngateway:\n  lb:\n    name: A\n",
    "invalid-own.yaml": "components:\n  agnet: {}\n",
  });
  const argsOf = (chartValues: string[], values: string[] = []) =>
    readArgs(values, undefined, chartValues).resolved.args;

  it("renders policies for the components that the chart deploys", () => {
    const items = networkPolicies({
      namespace: "vald",
      defaults: { networkPolicy: { custom: { egress: [{ ports: [{ port: 4317 }] }] } } },
      components: { filterGateway: { enabled: false }, lbGateway: { name: "search-lb" } },
    });
    const text = renderedText({ values: [], chartValues: ["chart.yaml"], namespace: "vald", output: "json" });
    assert.deepEqual(JSON.parse(text), { apiVersion: "v1", kind: "List", items });
  });

  it("merges several files like Helm", () => {
    const { components } = argsOf(["chart.yaml", "mirror.yaml"]);
    assert.deepEqual(
      [components?.mirrorGateway, components?.lbGateway],
      [{ enabled: true }, { enabled: true, name: "search-lb" }],
    );
  });

  it("is merged with -f, which takes precedence", () => {
    const { namespace, components, defaults } = argsOf(["chart.yaml"], ["own.yaml"]);
    assert.deepEqual(
      [namespace, components?.filterGateway, components?.lbGateway, defaults?.networkPolicy?.custom],
      [
        "vald",
        { enabled: true },
        { enabled: true, name: "search-lb", custom: { ingress: [{ from: [{ podSelector: {} }] }] } },
        { egress: [{ ports: [{ port: 4317 }] }] },
      ],
    );
  });

  describe("with settings that need more network access", () => {
    const clients =
      "chart.yaml:11:5: warning: gateway.lb.serviceType: this setting makes the lb gateway available to clients outside the cluster; add an edge from these clients to `lbGateway`\n";
    const apiServer =
      "chart.yaml:3:5: warning: defaults.networkPolicy.enabled: these components call the API server: discoverer; the policies allow this only if the API server is a pod in kube-system; otherwise, set `apiServer.cidrs` to the API server's addresses\n";
    const chartPolicies =
      "chart.yaml:3:5: warning: defaults.networkPolicy.enabled: the chart also creates policies, which have the same names; set this field to false in the values that you install the chart with, and to true in the args or the values file of vald-network-policy\n";
    const chartValues = ["chart.yaml"];
    const stderr = (result: CommandResult) => captured(result).stderr;

    it("causes warnings about access that the values cannot express", () =>
      assert.equal(
        stderr(renderCommand({ values: [], chartValues, output: "yaml" })),
        `${clients}${apiServer}${chartPolicies}`,
      ));

    it("causes no warning about the chart's own policies in an analysis, which may analyze these policies", () =>
      assert.equal(stderr(matrixCommand({ values: [], chartValues, output: "csv" })), `${clients}${apiServer}`));

    it("causes no warning about access that -f adds", () =>
      assert.equal(
        stderr(renderCommand({ values: ["own.yaml", "on.yaml"], chartValues: ["off.yaml"], output: "yaml" })),
        "",
      ));

    it("causes a warning without a position if the chart's values do not contain the setting", () =>
      assert.equal(
        stderr(matrixCommand({ values: ["enabled.yaml"], chartValues: ["mirror.yaml"], output: "csv" })),
        `mirror.yaml:1:22: warning: gateway.mirror.enabled: the chart's values do not specify the mirror gateways in other clusters; add edges between \`mirrorGateway\` and those gateways, one in each direction
mirror.yaml: warning: defaults.networkPolicy.enabled: no policy allows clients to connect to a gateway; add an edge from your clients to \`mirrorGateway\`
mirror.yaml: warning: defaults.networkPolicy.enabled: these components call the API server: discoverer, mirror gateway; the policies allow this only if the API server is a pod in kube-system; otherwise, set \`apiServer.cidrs\` to the API server's addresses
`,
      ));
  });

  it("renders nothing if the values leave policies off, and says how to turn them on", () => {
    assert.deepEqual(run(["render", "--chart-values", "default.yaml"]), {
      code: 0,
      stdout: "",
      stderr: `policies are off in the chart's values; to turn policies on, set \`defaults.networkPolicy.enabled: true\`, preferably in a values file that you pass with -f
nothing to render, because the values turn policies off; policies that already exist in a cluster are not deleted
`,
    });
  });

  it("provides the component names for manifests even if the values leave policies off", () => {
    writeFileSync("manifests.yaml", renderedText({ values: [], namespace: "vald", output: "yaml" }));
    const ofManifests = (chartValues: string[]) =>
      captured(matrixCommand({ values: [], chartValues, manifests: ["manifests.yaml"], output: "csv" }));
    const { stdout, stderr } = ofManifests(["default.yaml"]);
    // The chart does not deploy the filter gateway by default.
    assert.equal(
      stderr,
      `assuming that Vald runs in namespace vald, because its policies are there
these Vald policies select no component that is on: vald/vald-filter-gateway-allow; pass the values that name and turn on these components with -f or --chart-values
`,
    );
    assert.equal(stdout, ofManifests(["default.yaml", "enabled.yaml"]).stdout);
  });

  it("reports the position and path of every invalid value, including invalid values from -f", () => {
    assert.deepEqual(run(["render", "--chart-values", "invalid.yaml", "-f", "invalid-own.yaml"]), {
      code: 2,
      stdout: "",
      stderr: `invalid.yaml:2:3: agent.enabled: got 1; expected the boolean \`true\` or \`false\`
invalid.yaml:5:5: gateway.lb.name: got "A"; ${expectedName}
invalid-own.yaml:2:3: components.agnet: unknown field; expected one of \`agent\`, \`discoverer\`, \`filterGateway\`, \`lbGateway\`, \`indexManager\`, \`mirrorGateway\`, \`agentReadreplica\`, \`indexCreation\`, \`indexSave\`, \`indexCorrection\`, \`indexDeletion\`, \`readreplicaRotator\` (did you mean \`agent\`?)
`,
    });
  });

  it("reports the position of a conflict with a value of -f", () => {
    assert.throws(
      () => argsOf(["chart.yaml"], ["collision.yaml"]),
      new InputError(
        'chart.yaml:10:5: components.lbGateway.name: got "search-lb"; expected a name that the component `discoverer` does not use',
      ),
    );
  });

  it("reads a ValdRelease, and reports positions inside its spec", () => {
    assert.throws(
      () => argsOf(["release.yaml"]),
      new InputError(`release.yaml:12:7: spec.gateway.lb.name: got "agent!"; ${expectedName}`),
    );
  });

  it("is not reported as the position of a list that -f replaces", () => {
    const rule = (block: string) =>
      `defaults: { networkPolicy: { custom: { egress: [{ to: [{ ipBlock: { ${block} } }] }] } } }`;
    writeFileSync("rule.yaml", rule("cidr: 192.0.2.0/24"));
    writeFileSync("own-rule.yaml", `\n${rule("except: []")}`);
    assert.throws(
      () => argsOf(["rule.yaml"], ["own-rule.yaml"]),
      new InputError(
        "own-rule.yaml:2:58: defaults.networkPolicy.custom.egress[0].to[0].ipBlock.cidr: missing field; expected a CIDR block",
      ),
    );
  });

  it("supports merge keys, like Helm and -f", () => {
    writeFileSync("merge.yaml", "x-common: &common { name: my-agent }\nagent:\n  <<: *common\n");
    writeFileSync("own-merge.yaml", "defaults: { networkPolicy: { <<: { enabled: true } } }\n");
    const { components, defaults } = argsOf(["merge.yaml"], ["own-merge.yaml"]);
    assert.deepEqual([components?.agent?.name, defaults?.networkPolicy?.enabled], ["my-agent", true]);
  });

  it("reads files as large as the chart's own values file", () => {
    const comments = "# a comment\n".repeat(25_000);
    writeFileSync("long.yaml", `${comments}agent: { name: my-agent }\n`);
    assert.equal(argsOf(["long.yaml"]).components?.agent?.name, "my-agent");
    writeFileSync("long.yaml", comments.repeat(2));
    assert.throws(() => argsOf(["long.yaml"]), new InputError("long.yaml: larger than the limit of 512 KiB"));
  });

  it("is reported as a rule's origin in explain", () => {
    const options = { values: [], chartValues: ["chart.yaml"], port: 4317, output: "text" } as const;
    assert.equal(
      captured(explainCommand("agent", "192.0.2.1", options)).stdout,
      `agent -> 192.0.2.1, TCP 4317: allowed
  egress: allowed by these rules:
    default/vald-agent-allow egress[1]: everyone, TCP 4317 (chart.yaml:6:11: defaults.networkPolicy.custom.egress[0])
  ingress: allowed; no policy isolates 192.0.2.1
`,
    );
  });

  it("declares the connections with which verify compares manifests", () => {
    writeFileSync("chart-manifests.yaml", renderedText({ values: [], chartValues: ["chart.yaml"], output: "yaml" }));
    const verified = (...chartValues: string[]) =>
      verifyCommand({ values: [], chartValues, manifests: ["chart-manifests.yaml"], output: "text" }).code;
    assert.deepEqual([verified("chart.yaml"), verified("mirror.yaml", "chart.yaml")], [0, 1]);
  });

  it("can be stdin if no other option reads stdin", () => {
    const { code, stdout } = run(["render", "--chart-values", "-", "-n", "vald"], chart);
    assert.equal(code, 0);
    assert.equal(stdout, renderedText({ values: [], chartValues: ["chart.yaml"], namespace: "vald", output: "yaml" }));
    const twice = new UsageError("only one input can be stdin (-)");
    assert.throws(() => renderCommand({ values: ["-"], chartValues: ["-"], output: "yaml" }), twice);
    assert.throws(() => verifyCommand({ values: [], chartValues: ["-"], manifests: ["-"], output: "text" }), twice);
  });
});

describe("-f", () => {
  const lastLine = (action: () => unknown): string | undefined => {
    try {
      action();
    } catch (error) {
      if (error instanceof InputError) return error.message.split("\n").at(-1);
      throw error;
    }
    return undefined;
  };
  withTempDir({
    "chart.yaml": chart,
    "release.yaml": release,
    "default.yaml": "agent:\n  ngt: { dimension: 784 }\n",
    "typo.yaml": "namespac: vald\n",
    "manifests.yaml": renderedText({ values: [], namespace: "vald", output: "yaml" }),
    "list.yaml": renderedText({ values: [], namespace: "vald", output: "json" }),
  });

  const chartHint = "Pass values for Vald's Helm chart, or a ValdRelease, with --chart-values.";
  for (const [file, expected] of [
    ["chart.yaml", chartHint],
    ["release.yaml", chartHint],
    ["default.yaml", chartHint],
    ["list.yaml", "Pass manifests with --manifests."],
    [
      "manifests.yaml",
      "manifests.yaml: contains several YAML documents, but values must be a single document (pass manifests with --manifests)",
    ],
  ] as const)
    it(`suggests the right option for ${file}`, () =>
      assert.equal(
        lastLine(() => readArgs([file], undefined)),
        expected,
      ));

  it("suggests no other option for a typo", () =>
    assert.throws(
      () => readArgs(["typo.yaml"], undefined),
      new InputError(
        "typo.yaml:1:1: namespac: unknown field; expected one of `namespace`, `defaults`, `instanceLabels`, `namePrefix`, `components`, `edges`, `edgePorts`, `apiServer`, `dns`, `cni`, `ignore`, `labels`, `annotations`, `adopt`, `strict` (did you mean `namespace`?)",
      ),
    ));

  it("reports the position in the last of several files that define a list", () => {
    writeFileSync("first.yaml", "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n");
    writeFileSync("second.yaml", "# The second file.\nedges:\n  - from: { namespace: shop }\n");
    assert.throws(
      () => readArgs(["first.yaml", "second.yaml"], undefined),
      new InputError("second.yaml:3:5: edges[0].to: missing field; expected an edge endpoint"),
    );
  });
});
