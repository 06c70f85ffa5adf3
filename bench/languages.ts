import assert from "node:assert/strict";
import { delimiter } from "node:path";
import { fixture, setUp } from "../e2e/languages/fixture";
import { MissingToolsError, toolFolders } from "../e2e/toolchain/toolchain";
import type { ToolName } from "../e2e/toolchain/tools";
import { print, row, text } from "./markdown";
import { componentInTypeScript, componentInYaml, policiesInYaml, preview } from "./pulumiPrograms";
import { sideBySide } from "./sideBySide";

const tools: readonly ToolName[] = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-language-yaml",
  "pulumi-resource-kubernetes",
  "kube-apiserver",
  "kube-controller-manager",
  "etcd",
];

/** Compares previews of YAML and TypeScript programs that create the same policies. */
export async function measureLanguages(rounds: number): Promise<void> {
  print("### `pulumi preview` of the same policies in YAML and TypeScript programs\n");
  try {
    process.env["PATH"] = [...(await toolFolders(tools, { build: false })), process.env["PATH"] ?? ""].join(delimiter);
  } catch (error) {
    if (!(error instanceof MissingToolsError)) throw error;
    return print(`Skipped: ${error.message}. \`npm run e2e -- languages\` builds the tools.\n`);
  }
  await setUp();
  const { environment, folder } = fixture();
  Object.assign(process.env, environment);

  const yaml = await componentInYaml({ declaresPackage: true });
  const undeclared = await componentInYaml({ declaresPackage: false });
  const typeScript = await componentInTypeScript();
  const policies = await policiesInYaml();
  for (const other of [undeclared, typeScript, policies]) assert.deepEqual(other.policies, yaml.policies);

  const component = { name: "component in YAML", program: preview(yaml) };
  const transpiled = {
    name: "component in TypeScript, transpiled only",
    program: preview(typeScript, { PULUMI_NODEJS_TRANSPILE_ONLY: "true" }),
  };
  const comparisons = [
    [component, transpiled],
    [component, { name: "component in TypeScript, type-checked", program: preview(typeScript) }],
    [component, { name: "NetworkPolicies in YAML", program: preview(policies) }],
    [{ name: "component in YAML, package not declared", program: preview(undeclared) }, transpiled],
  ] as const;
  row("program", "ms", "compared with", "ms", "ratio", "difference, ms");
  row("---", "---:", "---", "---:", "---:", "---:");
  for (const [ours, theirs] of comparisons) {
    const result = sideBySide(ours.program, theirs.program, { rounds, folder })!;
    const { ratio, difference } = result;
    row(ours.name, text(result.ours), theirs.name, text(result.theirs), text(ratio, 3), text(difference));
  }
  print("");
}
