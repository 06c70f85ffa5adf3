import { type AnalysisContext, contextOf, type Side } from "../../analysis/queries/analysisContext";
import { namespacesWithComponents } from "../../analysis/queries/resolveNamespace";
import { unmatchedPolicies } from "../../analysis/queries/unmatchedPolicies";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { Path } from "../../args/schema/issue";
import type { ObjectsRead } from "../../manifests/readObjects";
import type { FilePosition } from "../filePosition";
import type { Note } from "../note";
import { readArgs } from "./readArgs";
import { type ManifestsFile, readManifests } from "./readManifests";
import { UsageError } from "./usageError";

/** The input options that all analysis commands share. The default is the documented default. */
export interface InputOptions {
  values: readonly string[];
  chartValues?: readonly string[];
  manifests?: string;
  namespace?: string;
}

/** The input of an analysis command. */
export interface Input {
  context: AnalysisContext;
  /** The position of a part of the args. Only for policies that come from values. */
  locate?: (path: Path) => FilePosition | undefined;
  /** Whether the package's values define a part of the args, rather than the chart's. Present together with `locate`. */
  isOwn?: (path: Path) => boolean;
  /** The positions of parts of objects. Only for manifests from a file. */
  locateObjects?: ManifestsFile["locate"];
  /** Policies in manifests that are labeled as Vald's but select no known component, as `namespace/name`. */
  unmatched?: readonly string[];
  notes: Note[];
}

/**
 * Reads values, or manifests with values that name the components. With `areValuesBaseline`, the values also declare the policies
 * that the manifests should have.
 */
export function readInput(
  { values, chartValues = [], manifests, namespace }: InputOptions,
  areValuesBaseline = false,
): Input {
  if (manifests === "-" && [...values, ...chartValues].includes("-"))
    throw new UsageError("stdin (-) can be used only once");
  const { resolved, notes, locate, isOwn } = readArgs(values, namespace, chartValues);
  if (manifests === undefined) return { context: contextOf(resolved, {}), notes, locate, isOwn };
  const read = readManifests(manifests, resolved.namespace);
  const input = inputOf(read, resolved, { areValuesBaseline });
  // It does not matter whether the values turn policies on: the manifests are the policies.
  const valuesNotes = notes.filter(({ code }) => code !== "chart-policies-off");
  return { ...input, locateObjects: read.locate, notes: [...valuesNotes, ...input.notes] };
}

/**
 * The input for manifests, with args that name the components. If the args name no namespace, it comes from the manifests, or
 * else from the other side of a comparison. If the args do not mention components, the manifests show which are deployed, unless
 * the args are the baseline.
 */
export function inputOf(
  { input: objects, notes }: Pick<ObjectsRead, "input" | "notes">,
  args: ResolvedArgs,
  { other, areValuesBaseline = false }: { other?: Side; areValuesBaseline?: boolean } = {},
): Input {
  const context = contextOf(args, objects, other, !areValuesBaseline);
  const { resolved } = context;
  const { namespace } = resolved;
  const isInferred = args.args.namespace === undefined && namespace !== "default";
  const unmatched = unmatchedPolicies(context);
  const selectsComponents = namespacesWithComponents(objects.policies, resolved).includes(namespace);
  return {
    context,
    unmatched,
    notes: [
      ...notes,
      ...(isInferred ? [{ code: "namespace-inferred" as const, namespace }] : []),
      ...(objects.policies.length === 0 || unmatched.length > 0 || selectsComponents
        ? []
        : [{ code: "no-policy-selects-a-component" as const, namespace }]),
      ...(unmatched.length === 0 ? [] : [{ code: "unmatched-policies" as const, policies: unmatched }]),
    ],
  };
}
