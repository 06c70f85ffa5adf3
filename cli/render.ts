import { stringify } from "yaml";
import type { NetworkPoliciesArgs } from "../policy/args";
import { InvalidArgsError } from "../policy/assertValid";
import { networkPolicies } from "../policy/networkPolicies";
import type { NetworkPolicy } from "../policy/notation";
import { problemLines, problemText } from "../policy/problem";
import { readValues, ValuesError } from "./readValues";

export const manifestForms = ["yaml", "json"] as const;

/** One formatter an output form. */
const formatters: Record<(typeof manifestForms)[number], (policies: readonly NetworkPolicy[]) => string> = {
  yaml: (policies) => policies.map((policy) => stringify(policy, { lineWidth: 0 })).join("---\n"),
  json: (items) => `${JSON.stringify({ apiVersion: "v1", kind: "List", items }, undefined, 2)}\n`,
};

/** The manifests of the values files as text. Throws `ValuesError` when they are wrong. */
export function render(options: {
  values: readonly string[];
  namespace?: string;
  output: (typeof manifestForms)[number];
}): string {
  const { values, locate } = readValues(options.values);
  const args = {
    ...(values as NetworkPoliciesArgs),
    ...(options.namespace !== undefined && { namespace: options.namespace }),
  };
  try {
    return formatters[options.output](networkPolicies(args));
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    const lines = problemLines(error.problems, (problem) => {
      const isFromFlag = options.namespace !== undefined && problem.path[0] === "namespace";
      const where = isFromFlag ? "--namespace" : locate(problem.path);
      return where === undefined ? problemText(problem) : `${where}: ${problemText(problem)}`;
    });
    throw new ValuesError(lines.join("\n"));
  }
}
