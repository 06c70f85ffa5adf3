import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { checkCommand } from "../../cli/commands/checkCommand";
import { diffCommand } from "../../cli/commands/diffCommand";
import { explainCommand } from "../../cli/commands/explainCommand";
import { graphCommand } from "../../cli/commands/graphCommand";
import { matrixCommand } from "../../cli/commands/matrixCommand";
import { renderCommand } from "../../cli/commands/renderCommand";
import { verifyCommand } from "../../cli/commands/verifyCommand";
import { InputError } from "../../cli/input/inputError";
import type { CommandResult } from "../../cli/output/commandResult";
import { componentNames, networkPolicies, type Pod } from "../../core";
import { outputSchemas } from "../../scripts/outputSchemas";
import { validArgs } from "../../testing/arbitraries/args";
import { knownPod, multiAddressPod, policies } from "../../testing/arbitraries/fixture";
import { findingCases } from "../../testing/findingCases";
import { outputValidator, schemaFolder } from "../../testing/outputSchemas";
import { withTempDir } from "../../testing/withTempDir";
import { randomSeed, sampleSize } from "../sampling";

const errors = outputValidator(schemaFolder);

describe("the schemas of the outputs", () => {
  it("are those that `npm run generate` writes", () => {
    const files = readdirSync(schemaFolder).map((file) => [file, readFileSync(join(schemaFolder, file), "utf8")]);
    assert.deepEqual(Object.fromEntries(files), outputSchemas());
  });
});

describe("the schema of check", () => {
  withTempDir();
  for (const [id, { fires, passes }] of Object.entries(findingCases))
    it(`accepts the output for ${id}`, () => {
      for (const text of [fires, passes]) {
        writeFileSync("case.yaml", text);
        const { text: output } = checkCommand({ files: ["case.yaml"], output: "json" });
        assert.equal(errors("check", JSON.parse([...output].join(""))), "");
      }
    });
});

const podObject = ({ namespace, labels, ips = [], ports = [] }: Pod, i: number) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: `pod-${i}`, namespace, labels },
  spec: { containers: [{ ports }], ...(i === 3 && { hostNetwork: true }) },
  status: { phase: i === 6 ? "Succeeded" : "Running", podIPs: ips.map((ip) => ({ ip })) },
});
const service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "vald" },
  spec: { clusterIP: "10.96.0.1", selector: { app: "a" }, ports: [{ port: 80, targetPort: "web" }] },
};
const otherPolicy = {
  apiVersion: "cilium.io/v2",
  kind: "CiliumNetworkPolicy",
  metadata: { name: "a", namespace: "vald" },
};

const input = fc.record({
  values: validArgs.map((args) => ({ ...args, namespace: "vald" })),
  policies,
  pods: fc.array(fc.oneof(knownPod, multiAddressPod), { minLength: 7, maxLength: 7 }),
  others: fc.constantFrom([], [otherPolicy]),
  component: fc.constantFrom(...componentNames),
  endpoint: fc.constantFrom(
    "vald/pod-0",
    "vald/pod-3",
    "vald/pod-6",
    "shop/app=a",
    "10.0.0.1",
    "10.96.0.0/16",
    "vald/web",
  ),
  port: fc.constantFrom({}, { port: 80 }, { port: "web", protocol: "TCP" }),
});

describe("the schemas of all commands", () => {
  withTempDir();

  it("accept the outputs for random values, policies, pods, and Services", async () => {
    const [seed, numRuns] = [randomSeed(), sampleSize("inputs", 12, 500)];
    const counts: Record<string, number> = {};
    const one = { files: ["values.yaml"], output: "json" } as const;
    const both = { values: ["values.yaml"], manifests: ["manifests.yaml"], output: "json" } as const;
    const alone = { values: ["values.yaml"], output: "json" } as const;
    const sides = { files: ["manifests.yaml", "values.yaml"], output: "json" } as const;
    await fc.assert(
      fc.asyncProperty(input, async ({ values, policies, pods, others, component, endpoint, port }) => {
        const items = [
          ...[...networkPolicies({ namespace: "vald" }), ...policies].map((policy) => ({
            ...policy,
            apiVersion: "networking.k8s.io/v1",
            kind: "NetworkPolicy",
          })),
          ...pods.map((pod, i) => podObject({ ...pod, ...(i % 3 === 0 && { namespace: "vald" }) }, i)),
          service,
          ...others,
        ];
        writeFileSync("manifests.yaml", JSON.stringify({ apiVersion: "v1", kind: "List", items }));
        writeFileSync("values.yaml", JSON.stringify(values));
        const commands: [schema: string, run: () => CommandResult | Promise<CommandResult>][] = [
          ["check", () => checkCommand(one)],
          ["check", () => checkCommand(both)],
          ["diff", () => diffCommand(sides)],
          ["explain", () => explainCommand(component, endpoint, { ...both, ...port })],
          ["explain", () => explainCommand("lbGateway", component, { ...alone, ...port })],
          ["graph", () => graphCommand(both)],
          ["graph", () => graphCommand({ ...sides, diff: true })],
          ["matrix", () => matrixCommand(both)],
          ["matrix-pods", () => matrixCommand({ ...both, pods: true })],
          ["render", () => renderCommand(one)],
          ["verify", () => verifyCommand(both)],
        ];
        for (const [schema, run] of commands) {
          const output = await printed(run);
          if (output === undefined) continue;
          assert.equal(errors(schema, output), "", schema);
          counts[schema] = (counts[schema] ?? 0) + 1;
        }
      }),
      { seed, numRuns, endOnFailure: true },
    );
    for (const [schema, count] of Object.entries(counts)) assert.ok(count > numRuns / 2, schema);
    assert.equal(Object.keys(counts).length, 8);
  });
});

/** The JSON that a command prints. Undefined if the command rejects the input. */
async function printed(run: () => CommandResult | Promise<CommandResult>): Promise<unknown> {
  try {
    const { text } = await run();
    return JSON.parse([...text].join(""));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
