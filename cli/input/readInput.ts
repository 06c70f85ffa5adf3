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
import { withoutKinds } from "./withoutKinds";

/** The input options that all analysis commands share. By default, the input is the policies that Vald documents. */
export interface InputOptions {
  values: readonly string[];
  chartValues?: readonly string[];
  manifests?: string;
  namespace?: string;
  ignoreKind?: readonly string[];
}

/** What a command needs from its input. */
export interface InputPurpose {
  /** Whether the values also declare the policies that the manifests should contain. Default: false. */
  areValuesBaseline?: boolean | undefined;
  /** Whether the question depends on the namespace in which Vald runs. Default: true. */
  needsNamespace?: boolean | undefined;
}

/** The input of an analysis command. */
export interface Input {
  context: AnalysisContext;
  /** The position of a part of the args. Present only if the policies come from values. */
  locate?: (path: Path) => FilePosition | undefined;
  /**
   * Whether a part of the args comes from the package's values rather than from the chart's values. Present together with
   * `locate`.
   */
  isOwn?: (path: Path) => boolean;
  /** The positions of parts of objects. Present only for manifests from a file. */
  locateObjects?: ManifestsFile["locate"];
  /** Policies in the manifests that have Vald's label but select no known component, as `namespace/name`. */
  unmatched?: readonly string[];
  notes: Note[];
}

/**
 * Reads values, or manifests with values that name the components.
 */
export function readInput(
  { values, chartValues = [], manifests, namespace, ignoreKind }: InputOptions,
  { areValuesBaseline, needsNamespace }: InputPurpose = {},
): Input {
  if (manifests === "-" && [...values, ...chartValues].includes("-"))
    throw new UsageError("only one input can be stdin (-)");
  const { resolved, notes, locate, isOwn } = readArgs(values, namespace, chartValues);
  if (manifests === undefined) {
    const isOff = !resolved.policiesEnabled && !notes.some(({ code }) => code === "chart-policies-off");
    const offNotes: Note[] = isOff ? [{ code: "policies-off" }] : [];
    return { context: contextOf(resolved, {}), notes: [...notes, ...offNotes], locate, isOwn };
  }
  const read = readManifests(manifests, resolved.namespace);
  const input = inputOf(read, resolved, { areValuesBaseline, needsNamespace, ignoreKind });
  // The values do not need to turn policies on, because the policies are in the manifests.
  const valuesNotes = notes.filter(({ code }) => code !== "chart-policies-off");
  return { ...input, locateObjects: read.locate, notes: [...valuesNotes, ...input.notes] };
}

/**
 * The input for manifests, with args that name the components. If the args do not specify a namespace, it is inferred from the
 * manifests, or else from the other side of a comparison. If the args do not mention components, the deployed components are
 * inferred from the manifests, unless the args are the baseline.
 */
export function inputOf(
  read: Pick<ObjectsRead, "input" | "notes">,
  args: ResolvedArgs,
  {
    other,
    areValuesBaseline = false,
    needsNamespace = true,
    ignoreKind = [],
  }: InputPurpose & { other?: Side; ignoreKind?: readonly string[] | undefined } = {},
): Input {
  const { input: objects, notes } = withoutKinds(read, ignoreKind);
  const context = contextOf(args, objects, { other, infersComponents: !areValuesBaseline, needsNamespace });
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
      ...(!needsNamespace || objects.policies.length === 0 || unmatched.length > 0 || selectsComponents
        ? []
        : [{ code: "no-policy-selects-a-component" as const, namespace }]),
      ...(unmatched.length === 0 ? [] : [{ code: "unmatched-policies" as const, policies: unmatched }]),
    ],
  };
}
