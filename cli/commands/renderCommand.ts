import type { NetworkPolicy } from "../../kubernetes/networkPolicy";
import { compiledManifests } from "../../policy/networkPolicies";
import { readArgs } from "../input/readArgs";
import type { CommandResult } from "../output/commandResult";
import { manifestYaml } from "../output/manifestYaml";
import { jsonText } from "../output/escape";

export const manifestFormats = ["yaml", "json"] as const;

const formatters: Record<(typeof manifestFormats)[number], (policies: readonly NetworkPolicy[]) => string> = {
  yaml: manifestYaml,
  json: (items) => jsonText({ apiVersion: "v1", kind: "List", items }),
};

/** Prints the policies that values produce, as manifests. Throws `InputError`. */
export function renderCommand(options: {
  values: readonly string[];
  chartValues?: readonly string[];
  namespace?: string;
  output: (typeof manifestFormats)[number];
}): CommandResult {
  const { resolved, notes, clusterNotes } = readArgs(options.values, options.namespace, options.chartValues);
  const policies = compiledManifests(resolved);
  return {
    text: [formatters[options.output](policies)],
    notes: policies.length === 0 ? [...notes, { code: "nothing-rendered" }] : [...notes, ...clusterNotes],
    code: 0,
  };
}
