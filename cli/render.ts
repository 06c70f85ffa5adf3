import { networkPolicies } from "../policy/networkPolicies";
import type { NetworkPolicy } from "../policy/notation";
import { manifestYaml } from "./manifestYaml";
import { readArgs } from "./readArgs";
import type { Result } from "./result";

export const manifestForms = ["yaml", "json"] as const;

/** One formatter an output form. */
const formatters: Record<(typeof manifestForms)[number], (policies: readonly NetworkPolicy[]) => string> = {
  yaml: manifestYaml,
  json: (items) => `${JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 2)}\n`,
};

/** The manifests of the values files. Throws `InputError` when they are wrong. */
export function render(options: {
  values: readonly string[];
  chartValues?: readonly string[];
  namespace?: string;
  output: (typeof manifestForms)[number];
}): Result {
  const { args, notes, forCluster } = readArgs(options.values, options.namespace, options.chartValues);
  const policies = networkPolicies(args);
  const none = "No policies: they are off in these values. Those in a cluster stay there.";
  return {
    text: [formatters[options.output](policies)],
    notes: policies.length === 0 ? [...notes, none] : [...notes, ...forCluster],
    code: 0,
  };
}
