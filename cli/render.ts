import { networkPolicies } from "../policy/networkPolicies";
import type { NetworkPolicy } from "../policy/notation";
import { manifestYaml } from "./manifestYaml";
import { readArgs } from "./readArgs";

export const manifestForms = ["yaml", "json"] as const;

/** One formatter an output form. */
const formatters: Record<(typeof manifestForms)[number], (policies: readonly NetworkPolicy[]) => string> = {
  yaml: manifestYaml,
  json: (items) => `${JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 2)}\n`,
};

/** The manifests of the values files as text. Throws `InputError` when they are wrong. */
export function render(options: {
  values: readonly string[];
  namespace?: string;
  output: (typeof manifestForms)[number];
}): string {
  const { args } = readArgs(options.values, options.namespace);
  return formatters[options.output](networkPolicies(args));
}
