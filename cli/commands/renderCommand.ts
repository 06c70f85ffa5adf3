import type { NetworkPolicy } from "../../kubernetes/networkPolicy";
import { compiledManifests } from "../../policy/networkPolicies";
import { displayName } from "../filePosition";
import { type InputFiles, withArguments } from "../input/inputFiles";
import { readArgs } from "../input/readArgs";
import { UsageError } from "../input/usageError";
import type { CommandResult } from "../output/commandResult";
import { manifestYaml } from "../output/manifestYaml";
import { jsonText } from "../output/escape";
import type { RenderOutput } from "../output/jsonOutputs";

export const manifestFormats = ["yaml", "json"] as const;

const formatters: Record<(typeof manifestFormats)[number], (policies: readonly NetworkPolicy[]) => string> = {
  yaml: manifestYaml,
  json: (items) => jsonText({ apiVersion: "v1", kind: "List", items } satisfies RenderOutput),
};

/** The input options of `render`. */
export interface RenderOptions extends Pick<InputFiles, "values" | "chartValues"> {
  /** Values files that are arguments. */
  files?: readonly string[];
  namespace?: string;
  output: (typeof manifestFormats)[number];
}

/** Prints the policies that values produce, as manifests. Throws `InputError`. */
export function renderCommand({ files = [], namespace, output, ...options }: RenderOptions): CommandResult {
  const { values, chartValues, manifests } = withArguments(files, options);
  const [first] = manifests;
  if (first !== undefined)
    throw new UsageError(`${displayName(first)} contains manifests, but \`render\` reads only values`);
  const { resolved, notes, clusterNotes } = readArgs(values, namespace, chartValues, {
    forManifests: "These are manifests, but `render` reads only values.",
  });
  const policies = compiledManifests(resolved);
  const isDefault = values.length + chartValues.length === 0;
  return {
    text: [formatters[output](policies)],
    notes: [
      ...(isDefault ? [{ code: "documented-defaults" as const }] : []),
      ...notes,
      ...(policies.length === 0 ? [{ code: "nothing-rendered" as const }] : clusterNotes),
    ],
    code: 0,
  };
}
