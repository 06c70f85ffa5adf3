/*
 * `npm run demo`: runs the example stack in examples/kind under Pulumi's mocks, without a cluster or the Pulumi engine, and
 * shows the resources that it would deploy. The printed text comes from the stack's resources and outputs.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse, stringify } from "yaml";
import { matrixText } from "../cli/output/matrixText";
import { componentNames, matrix, type NetworkPolicy } from "../core";

const root = join(__dirname, "..");
const manifestsFile = "dist/demo/manifests.yaml";

/** The addresses of the API server and its Service in a new kind cluster. */
const [serverAddress, serviceAddress] = ["172.18.0.2", "10.96.0.1"];

/** The objects that the stack reads from the cluster, by type. */
const clusterObjects: Record<string, object> = {
  "kubernetes:core/v1:Service": { spec: { clusterIP: serviceAddress } },
  "kubernetes:discovery.k8s.io/v1:EndpointSlice": { endpoints: [{ addresses: [serverAddress] }] },
};

async function main(): Promise<void> {
  const registered = new Map<string, object>();
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ name, type, id, inputs }) => {
      // The stack reads a resource that has an id.
      if (id !== undefined && id !== "") return { id, state: clusterObjects[type] ?? {} };
      if (type.startsWith("kubernetes:") && "kind" in inputs) registered.set(name, inputs as object);
      return { id: `${name}-id`, state: inputs as object };
    },
    call: ({ token }) => {
      throw new Error(`the example stack calls ${token}, which needs a cluster`);
    },
  };
  await pulumi.runtime.setMocks(mocks, "vald-network-policy", "kind");
  pulumi.runtime.setAllConfig(stackConfig());

  const stack = await import("../examples/kind/index.js");
  const policyNames = await valueOf(stack.policyNames);
  const openings = await valueOf(stack.openings);

  const policies = componentNames.flatMap((c) => (registered.get(`vald-${c}`) as NetworkPolicy | undefined) ?? []);
  const others = [...registered.values()].filter((manifest) => !(policies as object[]).includes(manifest));
  const namespace = policies[0]?.metadata.namespace ?? "default";

  mkdirSync(join(root, "dist/demo"), { recursive: true });
  writeFileSync(
    join(root, manifestsFile),
    [...others, ...policies].map((manifest) => stringify(manifest, { sortMapEntries: true })).join("---\n"),
  );

  print(
    `The stack in examples/kind deploys these policies to namespace ${namespace}:`,
    lines(Object.values(policyNames)),
  );
  console.log(`The stack reads the API server's addresses from the cluster. Without a cluster, this demo uses those of a new kind
cluster: ${serviceAddress} and ${serverAddress}.
`);
  print("They allow this traffic beyond the documented table:", lines(openings));
  print("Who may talk to whom:", matrixText(matrix({ policies, args: { namespace } })));
  console.log(
    `The manifests are in ${manifestsFile}. To deploy them without Pulumi, check these addresses, and run:\n`,
  );
  console.log(`  kubectl apply -f ${manifestsFile}`);
}

/** The stack's configuration, as the engine provides it: the project's defaults, overridden by the stack's values. */
function stackConfig(): Record<string, string> {
  const read = (file: string) => parse(readFileSync(join(root, file), "utf8")) as { config: Record<string, unknown> };
  const defaults = Object.entries(read("Pulumi.yaml").config).map(([key, value]) => [
    `vald-network-policy:${key}`,
    (value as { default: string }).default,
  ]);
  const values = Object.entries(read("Pulumi.kind.yaml").config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries([...defaults, ...values]) as Record<string, string>;
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((value) => resolve(value)));
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join("");
}

function print(heading: string, text: string): void {
  console.log(`${heading}\n\n${text.replace(/^(?=.)/gm, "  ")}`);
}

void main();
