import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { checkCommand } from "../../../cli/commands/checkCommand";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { graphCommand } from "../../../cli/commands/graphCommand";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { renderCommand } from "../../../cli/commands/renderCommand";
import { verifyCommand } from "../../../cli/commands/verifyCommand";
import type { CommandResult } from "../../../cli/output/commandResult";
import { outputValidator, schemaFolder } from "../../../testing/outputSchemas";
import { withTempDir } from "../../../testing/withTempDir";
import { captured } from "../captured";
import { renderedText } from "../renderedText";

const values = {
  namespace: "vald",
  annotations: { "example.com/team": "search" },
  edges: [
    { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" }, ports: [{ port: "grpc" }] },
    { from: { component: "agent" }, to: { cidrs: ["0.0.0.0/0"], except: ["10.0.0.0/8"] }, ports: [{ port: 443 }] },
  ],
  ignore: [{ id: "bare-pod-selector", path: "edges[0]", reason: "the client runs beside Vald" }],
};
const pod = (name: string, namespace: string, labels: object) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, labels },
  spec: { containers: [{ ports: [{ name: "grpc", containerPort: 8081 }] }] },
});
const objects = [
  pod("agent-0", "vald", { app: "vald-agent" }),
  pod("agent-1", "vald", { app: "vald-agnet" }),
  pod("dns-0", "kube-system", { app: "dns" }),
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "agent", namespace: "vald" },
    spec: { clusterIP: "10.96.3.4", selector: { app: "vald-agent" }, ports: [{ port: 80, targetPort: "grpc" }] },
  },
  { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "other", namespace: "vald" } },
];

type Output = Record<string, unknown> | Record<string, unknown>[];

describe("the schema of the JSON that a command prints", () => {
  const documented = renderedText({ values: [], namespace: "vald", output: "yaml" });
  withTempDir({
    "values.yaml": JSON.stringify(values),
    "manifests.yaml": `${documented}---\n${JSON.stringify({ apiVersion: "v1", kind: "List", items: objects })}\n`,
  });
  const errors = outputValidator(schemaFolder);
  const files = { files: ["values.yaml"], output: "json" } as const;
  const manifests = { values: ["values.yaml"], manifests: ["manifests.yaml"], output: "json" } as const;
  const sides = { files: ["values.yaml", "manifests.yaml"], output: "json" } as const;
  const fromValues = { values: ["values.yaml"], output: "json" } as const;
  const commands: [schema: string, what: string, run: () => CommandResult | Promise<CommandResult>][] = [
    ["check", "for values", () => checkCommand(files)],
    ["check", "for manifests", () => checkCommand(manifests)],
    ["diff", "for a change", () => diffCommand(sides)],
    ["explain", "for a component", () => explainCommand("lbGateway", "agent", fromValues)],
    ["explain", "for a Service", () => explainCommand("vald/agent-1", "vald/agent", { ...manifests, port: 80 })],
    ["graph", "for policies", () => graphCommand(manifests)],
    ["matrix", "for values", () => matrixCommand(files)],
    ["matrix-pods", "for manifests", () => matrixCommand({ ...manifests, pods: true })],
    ["render", "for values", () => renderCommand(files)],
    ["verify", "for manifests", () => verifyCommand(manifests)],
  ];
  const outputs = new Map<string, Output>();
  before(async () => {
    for (const [schema, what, run] of commands)
      outputs.set(`${schema} ${what}`, JSON.parse(captured(await run()).stdout) as Output);
  });

  for (const [schema, what] of commands)
    it(`accepts the output of ${schema} ${what}`, () =>
      assert.equal(errors(schema, outputs.get(`${schema} ${what}`)), ""));

  for (const [schema, what] of commands)
    it(`rejects the output of ${schema} ${what} with a missing or an additional key`, () => {
      const output = outputs.get(`${schema} ${what}`)!;
      const record = Array.isArray(output) ? output[0]! : output;
      const changed = [
        ...Object.keys(record).map((key) =>
          Object.fromEntries(Object.entries(record).filter(([other]) => other !== key)),
        ),
        { ...record, another: 1 },
      ];
      const accepted = changed.filter((one) => errors(schema, Array.isArray(output) ? [one] : one) === "");
      assert.deepEqual(accepted, []);
    });

  for (const file of readdirSync(schemaFolder))
    it(`accepts only keys that it describes, except in maps of labels: ${file}`, () => {
      const objects: Record<string, unknown>[] = [];
      JSON.parse(readFileSync(join(schemaFolder, file), "utf8"), (_, node: Record<string, unknown> | undefined) => {
        if (node?.["type"] === "object") objects.push(node);
        return node;
      });
      const isStrict = ({ additionalProperties }: Record<string, unknown>) =>
        additionalProperties === false || isDeepStrictEqual(additionalProperties, { type: "string" });
      assert.notDeepEqual(objects, []);
      assert.deepEqual(
        objects.filter((object) => !isStrict(object)),
        [],
      );
    });

  it("exists for every output", () =>
    assert.deepEqual(
      readdirSync(schemaFolder).sort(),
      [...new Set(commands.map(([schema]) => `${schema}.schema.json`))].sort(),
    ));
});
