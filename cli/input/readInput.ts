import { undeclaredDirections } from "../../analysis/model/undeclaredDirections";
import { type AnalysisContext, contextOf, type Side } from "../../analysis/queries/analysisContext";
import { namespacesByLabel, namespacesWithComponents, resolveNamespace } from "../../analysis/queries/resolveNamespace";
import { unmatchedPolicies } from "../../analysis/queries/unmatchedPolicies";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { Path } from "../../args/schema/issue";
import { requireValidObjects } from "../../manifests/invalidObject";
import { displayName, type FilePosition } from "../filePosition";
import type { Note } from "../note";
import { type InputFiles, withArguments } from "./inputFiles";
import { invalidObjectNotes, type ObjectsOfFiles, withLocations } from "./manifestIssues";
import { type ReadArgs, readArgs } from "./readArgs";
import type { LocatedManifests } from "./readManifests";
import { readPolicyFiles } from "./readPolicyFiles";
import { UsageError } from "./usageError";
import { isIgnoredKind, unreadKind, withoutKinds } from "./withoutKinds";

/** The input options that all analysis commands share. By default, the input is the policies that Vald documents. */
export interface InputOptions extends InputFiles {
  /** Files that are arguments: values or manifests. */
  files?: readonly string[];
  /** The names of the providers whose policies in the preview count. */
  provider?: readonly string[];
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
  /** The positions of parts of objects. Present only for manifests from a file. */
  locateObjects?: LocatedManifests["locate"];
  /** Policies in the manifests that have Vald's label but select no known component, as `namespace/name`. */
  unmatched?: readonly string[];
  notes: Note[];
}

/** The input of a command, and the files from which it was read. */
export interface FileInput extends Input {
  /** The files that contain the policies, or the values that produce them. */
  files: readonly string[];
  /** Whether the first file is a preview. Its objects have no positions. Default: false. */
  isPreview?: boolean;
  values: {
    files: readonly string[];
    /** The args, without components that are inferred from manifests. */
    resolved: ResolvedArgs;
    /** The position of a part of the args. */
    locate: (path: Path) => FilePosition | undefined;
    /** Whether the values set `strict`. */
    areStrict: boolean;
    /** The chart's values, if there are any. */
    chart: ReadArgs["chart"];
  };
}

/** Reads values, or manifests or a preview with values that name the components. From a preview, reads the planned policies. */
export function readInput(options: InputOptions, { areValuesBaseline, needsNamespace }: InputPurpose = {}): FileInput {
  const { files = [], preview, provider = [], namespace, ignoreKind } = options;
  const { values, chartValues, manifests } = withArguments(files, options);
  assertPreviewOptions(preview, provider, []);
  const args = readArgs(values, namespace, chartValues);
  const { resolved, notes, locate } = args;
  const valuesFiles = [...values, ...chartValues];
  const ofValues = valuesOf(args, valuesFiles);
  const policyFiles = [...[preview ?? []].flat(), ...manifests];
  if (policyFiles.length === 0) {
    const defaultNotes: Note[] = valuesFiles.length === 0 ? [{ code: "documented-defaults" }] : [];
    const isOff = !resolved.policiesEnabled && !notes.some(({ code }) => code === "chart-policies-off");
    const offNotes: Note[] = isOff ? [{ code: "policies-off" }] : [];
    return {
      context: contextOf(resolved, {}),
      notes: [...defaultNotes, ...notes, ...offNotes],
      locate,
      files: valuesFiles,
      values: ofValues,
    };
  }
  const objects = readPolicyFiles(preview, provider, manifests, resolved.namespace);
  const input = inputOf(objects, resolved, { areValuesBaseline, needsNamespace, ignoreKind });
  // The values do not need to turn policies on, because the policies are in the manifests.
  const valuesNotes = notes.filter(({ code }) => code !== "chart-policies-off");
  return {
    ...input,
    ...(objects.locate !== undefined && { locateObjects: objects.locate }),
    isPreview: preview !== undefined,
    notes: [...valuesNotes, ...(preview === undefined ? input.notes : input.notes.map(previewNote))],
    files: policyFiles,
    values: ofValues,
  };
}

/** The part of an input that is about values. */
export function valuesOf(
  { resolved, locate, isStrict, chart }: ReadArgs,
  files: readonly string[],
): FileInput["values"] {
  return { files, resolved, locate, areStrict: isStrict, chart };
}

/** A note that names the preview, if it contains no policies. */
function previewNote(note: Note): Note {
  return note.code === "no-policies" ? { code: "no-policies-in-preview" } : note;
}

/** Throws `UsageError` if options contradict --preview, or need it. */
export function assertPreviewOptions(
  preview: string | undefined,
  provider: readonly string[],
  others: readonly string[],
): void {
  if (preview === undefined && provider.length > 0)
    throw new UsageError("pass --preview, because --provider selects policies in a preview");
  const [other] = others;
  if (preview !== undefined && other !== undefined)
    throw new UsageError(`pass either --preview or ${displayName(other)}, because both contain policies`);
}

/**
 * The input for manifests, with args that name the components. If the args do not specify a namespace, it is inferred from the
 * manifests, or else from the other side of a comparison. If the args do not mention components, the deployed components are
 * inferred from the manifests, unless the args are the baseline.
 */
export function inputOf(
  read: ObjectsOfFiles,
  args: ResolvedArgs,
  {
    other,
    areValuesBaseline = false,
    needsNamespace = true,
    ignoreKind = [],
  }: InputPurpose & { other?: Side; ignoreKind?: readonly string[] | undefined } = {},
): Input {
  requireValidVald(read, args, other, needsNamespace);
  const { input: objects, notes } = withoutKinds(read, ignoreKind, other?.unevaluatedPolicies);
  const context = contextOf(args, objects, { other, infersComponents: !areValuesBaseline, needsNamespace });
  const { resolved } = context;
  const undeclared = undeclaredDirections(context.effectivePolicies, resolved.args.cni);
  const { namespace } = resolved;
  const isInferred = args.args.namespace === undefined && namespace !== "default";
  const unmatched = unmatchedPolicies(context);
  const withComponents = namespacesWithComponents(objects.policies, resolved);
  const isElsewhere = !withComponents.includes(namespace) && withComponents.length > 0;
  const others = (isElsewhere ? withComponents : namespacesByLabel(objects.policies)).filter(
    (one) => one !== namespace,
  );
  const mayBeWrong = needsNamespace ? objects.policies.length > 0 : args.args.namespace !== undefined && isElsewhere;
  const isUnmatched = unmatched.length > 0 && !isElsewhere;
  return {
    context,
    unmatched,
    notes: [
      ...notes,
      ...invalidObjectNotes(read.invalid, read.locateIssues, isIgnoredKind(unreadKind, ignoreKind)),
      ...(isInferred ? [{ code: "namespace-inferred" as const, namespace }] : []),
      ...(!mayBeWrong || isUnmatched || withComponents.includes(namespace)
        ? []
        : [{ code: "no-policy-selects-a-component" as const, namespace, others }]),
      ...(isUnmatched ? [{ code: "unmatched-policies" as const, policies: unmatched }] : []),
      ...(undeclared === undefined ? [] : [{ code: "undeclared-directions" as const, ...undeclared }]),
    ],
  };
}

/**
 * Throws `InputError` if objects in Vald's namespace are invalid. Invalid policies help to infer the namespace, so that an invalid
 * policy of Vald is never taken for a policy of others.
 */
function requireValidVald(
  { input, invalid, locateIssues }: ObjectsOfFiles,
  args: ResolvedArgs,
  other: Side | undefined,
  needsNamespace: boolean,
): void {
  const policies = [...input.policies, ...invalid.flatMap(({ policy }) => (policy === undefined ? [] : [policy]))];
  const namespace = resolveNamespace({ resolved: args, policies }, other, needsNamespace);
  withLocations(locateIssues, () => requireValidObjects(invalid, namespace));
}
