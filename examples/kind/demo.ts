/*
 * `npm run demo`: runs the example stack's own program without a cluster and without the Pulumi engine, and shows what it
 * would deploy. What is printed is read off the resources that the program registers.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { componentNames, matrix, type NetworkPolicy } from "vald-network-policy";
import { parse, stringify } from "yaml";
import { matrixText } from "../../cli/matrixText";

const root = join(__dirname, "../..");
const manifestsFile = "dist/demo/manifests.yaml";

async function main(): Promise<void> {
  const registered = new Map<string, object>();
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, type, inputs }) => {
      if (type.startsWith("kubernetes:") && "kind" in inputs) registered.set(name, inputs as object);
      return { id: `${name}-id`, state: inputs as object };
    },
    call: ({ token }) => {
      throw new Error(`the example stack calls ${token}, which needs a cluster`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "vald-network-policy", "kind");
  pulumi.runtime.setAllConfig(stackConfig());

  const program = await import("./index.js");
  const policyNames = await valueOf(program.policyNames);
  const opens = await valueOf(program.opens);

  const policies = componentNames.flatMap((c) => (registered.get(`vald-${c}`) as NetworkPolicy | undefined) ?? []);
  const others = [...registered.values()].filter((manifest) => !(policies as object[]).includes(manifest));
  const args = { namespace: policies[0]?.metadata.namespace ?? "default" };

  mkdirSync(join(root, "dist/demo"), { recursive: true });
  writeFileSync(
    join(root, manifestsFile),
    [...others, ...policies].map((manifest) => stringify(manifest, { sortMapEntries: true })).join("---\n"),
  );

  console.log(`Policies\n${Object.values(policyNames).map(indented).join("\n")}\n`);
  console.log(`Opened by custom rules, beyond the documented table\n${opens.map(indented).join("\n")}\n`);
  console.log(`Who may talk to whom\n${indented(matrixText(matrix({ policies, args })))}`);
  console.log(`Manifests: ${manifestsFile} (kubectl apply -f ${manifestsFile})`);
}

/** The stack's configuration as the engine would hand it on: the project's defaults, then the stack's own values. */
function stackConfig(): Record<string, string> {
  const read = (file: string) => parse(readFileSync(join(root, file), "utf8")) as { config: Record<string, unknown> };
  const defaults = Object.entries(read("Pulumi.yaml").config).map(([key, value]) => [
    `vald-network-policy:${key}`,
    (value as { default: string }).default,
  ]);
  const own = Object.entries(read("Pulumi.kind.yaml").config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries([...defaults, ...own]) as Record<string, string>;
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((value) => resolve(value)));
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}

void main();
