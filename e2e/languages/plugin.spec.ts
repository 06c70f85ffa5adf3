import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { networkPolicies } from "../../core";
import { errorsOf } from "../diagnostics";
import { output } from "../output";
import { onPath } from "../toolchain/onPath";
import { fixture, root } from "./fixture";

interface Resource {
  urn: string;
  type: string;
  protect?: boolean;
  dependencies?: string[];
  provider?: string;
}

describe("the installed plugin", () => {
  it("serves the schema", async () => {
    const { folder, environment } = fixture();
    const executable = onPath("pulumi-resource-vald-network-policy") ?? assert.fail();
    const env = { ...process.env, ...environment };
    const served = JSON.parse(
      await output("pulumi", ["package", "get-schema", executable], { cwd: folder, env }),
    ) as object;
    const written = JSON.parse(readFileSync(join(root, "provider/schema.json"), "utf8")) as {
      name: string;
      version: string;
    };
    const { name, version } = served as typeof written;
    assert.deepEqual([name, version], [written.name, written.version]);
  });
});

const aliases = "aliases: [urn:pulumi:dev::options::vald-network-policy:index:ValdNetworkPolicies::vald]";

describe("the resource options of a YAML program", () => {
  let stack: Stack;
  const write = (resource: string, options: string) =>
    writeFileSync(join(stack.workspace.workDir, "Pulumi.yaml"), programText(resource, options));

  before(async () => {
    const { folder, environment } = fixture();
    const workDir = join(folder, "options");
    await output("mkdir", [workDir], { cwd: folder });
    writeFileSync(join(workDir, "Pulumi.yaml"), programText("vald", "protect: true"));
    stack = await LocalWorkspace.createStack({ stackName: "dev", workDir }, { envVars: environment });
    await stack.setConfig("kubeContext", { value: "kind-vald" });
    await stack.up();
  });
  after(async () => {
    write("search", aliases);
    await stack.up();
    await stack.destroy();
  });

  const resources = async (type: string): Promise<Resource[]> => {
    const { deployment } = (await stack.exportStack()) as { deployment: { resources: Resource[] } };
    return deployment.resources.filter((resource) => resource.type === type);
  };

  it("apply to the component and its policies", async () => {
    const [component] = await resources("vald-network-policy:index:ValdNetworkPolicies");
    assert.ok(component?.dependencies?.some((urn) => urn.endsWith("::first")));
    const policies = await resources("kubernetes:networking.k8s.io/v1:NetworkPolicy");
    assert.equal(policies.length, networkPolicies().length);
    for (const { protect, provider = "" } of policies) {
      assert.equal(protect, true);
      assert.match(provider, /::cluster::/);
    }
  });

  it("keep the policies when the component is renamed with an alias", async () => {
    write("search", `protect: true\n      ${aliases}`);
    assert.deepEqual((await stack.preview()).changeSummary, { same: 10 });
  });
});

describe("mistakes beside a secret in a YAML program", () => {
  // The engine prints the values of the properties that an error names, except secrets from the configuration.
  const hunter = "fn::secret: hunter2 is secret";
  const properties: [title: string, properties: string, expected: RegExp][] = [
    [
      "in the secret itself",
      `edges: [{ from: { podLabels: { app: { ${hunter} } } }, to: { component: agent } }]`,
      /edges\[0\]\.from\.podLabels\.app: got a secret value/,
    ],
    [
      "in the edge that contains the secret",
      `edges: [{ from: { podLabels: { app: { ${hunter} } } }, to: { cidrs: [10.0.0.0/8] } }]`,
      /edges\[0\]: .*expected a component/,
    ],
    ["in an arg that must be plain", `namePrefix: { ${hunter} }`, /namePrefix: got an Output or a Promise/],
    [
      "in the chart's values",
      `chartValues: { agent: { name: { ${hunter} } } }`,
      /chartValues\.agent\.name: got an Output or a Promise/,
    ],
  ];
  for (const [i, [title, text, expected]] of properties.entries())
    it(`do not show the secret: ${title}`, async () => {
      const { folder, environment } = fixture();
      const workDir = join(folder, `secret-${i}`);
      await output("mkdir", [workDir], { cwd: folder });
      writeFileSync(
        join(workDir, "Pulumi.yaml"),
        `name: secret\nruntime: yaml\nresources:\n  vald:\n    type: vald-network-policy:ValdNetworkPolicies\n    properties:\n      namespace: vald\n      ${text}\n`,
      );
      const stack = await LocalWorkspace.createStack({ stackName: `dev${i}`, workDir }, { envVars: environment });
      const errors = (await errorsOf((options) => stack.preview(options))).join("\n");
      assert.match(errors, expected);
      assert.doesNotMatch(errors, /hunter2/);
    });
});

describe("the functions in a YAML program", () => {
  it("return policies, findings, and explanations", async () => {
    const { folder, environment } = fixture();
    const workDir = join(folder, "functions");
    await output("mkdir", [workDir], { cwd: folder });
    writeFileSync(join(workDir, "Pulumi.yaml"), functionsProgram);
    const stack = await LocalWorkspace.createStack({ stackName: "dev", workDir }, { envVars: environment });
    const { outputs } = await stack.up();
    const { policies, ids, verdict, origin } = Object.fromEntries(
      Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]),
    );
    assert.deepEqual(policies, JSON.parse(JSON.stringify(networkPolicies({ namespace: "vald", edges: [edge] }))));
    assert.deepEqual([ids, verdict, origin], ["api-server-by-namespace", "allowed", "edges[0]"]);
    await stack.destroy();
  });
});

const edge = { from: { namespace: "shop", podLabels: { app: "search" } }, to: { component: "lbGateway" as const } };

const functionsProgram = `name: functions
runtime: yaml
variables:
  args: { namespace: vald, edges: [${JSON.stringify(edge)}] }
  rendered:
    fn::invoke: { function: vald-network-policy:render, arguments: { args: "\${args}" } }
  checked:
    fn::invoke: { function: vald-network-policy:check, arguments: { args: "\${args}" } }
  explained:
    fn::invoke:
      function: vald-network-policy:explain
      arguments: { args: "\${args}", from: { namespace: shop, podLabels: { app: search } }, to: { component: lbGateway } }
outputs:
  policies: \${rendered.policies}
  ids: \${checked.findings[0].id}
  verdict: \${explained.verdict}
  origin: \${explained.ingress.rules[0].origin}
`;

function programText(resource: string, options: string): string {
  return `name: options
runtime: yaml
config:
  kubeContext: { type: string }
resources:
  cluster:
    type: pulumi:providers:kubernetes
    properties: { context: "\${kubeContext}" }
  namespace:
    type: kubernetes:core/v1:Namespace
    properties: { metadata: { name: languages-options } }
    options: { provider: "\${cluster}" }
  first:
    type: kubernetes:core/v1:ConfigMap
    properties: { metadata: { namespace: languages-options, name: first } }
    options: { provider: "\${cluster}", dependsOn: ["\${namespace}"] }
  ${resource}:
    type: vald-network-policy:ValdNetworkPolicies
    properties: { namespace: languages-options }
    options:
      providers: ["\${cluster}"]
      dependsOn: ["\${first}"]
      ${options}
`;
}
