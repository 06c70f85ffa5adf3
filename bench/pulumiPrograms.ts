import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LocalWorkspace } from "@pulumi/pulumi/automation";
import { networkPolicies } from "../core";
import { linkPackages } from "../e2e/engine/modules";
import { fixture, root } from "../e2e/languages/fixture";
import { programArgs } from "../e2e/languages/programArgs";
import { normalize } from "../e2e/normalize";
import { previewedInputs } from "../e2e/previewedInputs";
import metadata from "../package.json";
import type { Program } from "./runProcess";

const args = programArgs({
  namespace: "default",
  shop: "shop",
  archive: "203.0.113.0/28",
  clients: "batch-search",
  edgePorts: "any",
});

/** A Pulumi program that is not deployed. */
export interface PulumiProgram {
  folder: string;
  /** The policies in the preview, by name. */
  policies: Readonly<Record<string, unknown>>;
}

/**
 * A YAML program with the Pulumi component. If the program declares the package, as `pulumi package add` does, Pulumi caches its
 * schema. Otherwise, each preview starts the plugin twice: once for the schema and once for the component.
 */
export function componentInYaml({ declaresPackage }: { declaresPackage: boolean }): Promise<PulumiProgram> {
  const resources = { vald: { type: `${metadata.name}:ValdNetworkPolicies`, properties: args } };
  return declaresPackage
    ? program("component", { ...yaml(resources), ...declaration(metadata.name, metadata.version) })
    : program("undeclared", yaml(resources));
}

/** A YAML program with the same policies as resources. */
export function policiesInYaml(): Promise<PulumiProgram> {
  const type = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
  const resources = networkPolicies(args).map(({ metadata, spec }) => [
    metadata.name,
    { type, properties: { metadata, spec } },
  ]);
  const version = metadata.devDependencies["@pulumi/kubernetes"];
  return program("policies", {
    ...yaml(Object.fromEntries(resources) as object),
    ...declaration("kubernetes", version),
  });
}

/** A TypeScript program that passes the same args to the Pulumi component. */
export async function componentInTypeScript(): Promise<PulumiProgram> {
  // The options that `pulumi new kubernetes-typescript` creates.
  const compilerOptions = {
    strict: true,
    target: "es2020",
    module: "commonjs",
    moduleResolution: "node",
    skipLibCheck: true,
  };
  const modules = join(fixture().folder, "typescript/node_modules");
  linkPackages(modules, join(root, "node_modules"));
  symlinkSync(root, join(modules, metadata.name));
  return program("typescript", {
    "Pulumi.yaml": "name: bench\nruntime: nodejs\n",
    "package.json": JSON.stringify({ name: "bench", main: "index.ts" }),
    "tsconfig.json": JSON.stringify({ compilerOptions, files: ["index.ts"] }),
    "index.ts": `import { ValdNetworkPolicies } from "${metadata.name}";
new ValdNetworkPolicies("vald", ${JSON.stringify(args, undefined, 2)});
`,
  });
}

/** `pulumi preview` of a program. */
export function preview({ folder }: PulumiProgram, env: Readonly<Record<string, string>> = {}): Program {
  return { command: "pulumi", args: ["preview", "--cwd", folder, "--stack", "dev", "--non-interactive"], env };
}

/** The Pulumi.yaml of a program. JSON is YAML. */
function yaml(resources: object): Record<string, string> {
  return { "Pulumi.yaml": JSON.stringify({ name: "bench", runtime: "yaml", resources }, undefined, 2) };
}

/** The file that `pulumi package add` writes in a YAML project. */
function declaration(name: string, version: string): Record<string, string> {
  return { [`sdks/${name}/${name}-${version}.yaml`]: JSON.stringify({ packageDeclarationVersion: 1, name, version }) };
}

/** Writes the files of a program, and previews it. */
async function program(name: string, files: Readonly<Record<string, string>>): Promise<PulumiProgram> {
  const folder = join(fixture().folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const stack = await LocalWorkspace.createOrSelectStack({ stackName: "dev", workDir: folder });
  // Cast: every policy has a name.
  const policies = Object.values(await previewedInputs(stack)) as { metadata: { name: string } }[];
  return {
    folder,
    policies: Object.fromEntries(policies.map((policy) => [policy.metadata.name, normalize(policy)])),
  };
}
