import { type AnalysisContext, contextOf } from "../../analysis/queries/analysisContext";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { displayName } from "../filePosition";
import type { Note } from "../note";
import { argumentKind, assertReadOnce, type InputFiles } from "./inputFiles";
import type { ObjectsOfFiles } from "./manifestIssues";
import { type OtherFileHints, type ReadArgs, readArgs } from "./readArgs";
import { assertPreviewOptions, type Input, inputOf, type InputOptions } from "./readInput";
import { readManifests } from "./readManifests";
import { readPreview } from "./readPreview";
import { isStdin } from "./readText";
import { UsageError } from "./usageError";

/** The input options of commands that compare two sides. Without `before` and `after`, `files` are one file for each side. */
export interface SidesOptions extends Omit<InputOptions, keyof InputFiles>, Omit<InputFiles, "manifests"> {
  /** Values files, base and overlays, or manifests files, which are combined. */
  before?: readonly string[];
  after?: readonly string[];
}

/** The files of both sides. Each side consists of values or of manifests. */
interface Sides {
  before: readonly string[];
  after: readonly string[];
}

const hints: OtherFileHints = {
  forManifests: "Pass manifests as one of the two sides.",
  forChartValues:
    "Pass values for Vald's Helm chart, or a ValdRelease, with --chart-values. To compare two versions of chart values, run `render --chart-values` for each version, and then run `diff` on the two outputs.",
};

/** Reads both sides of a change. Each side consists of values or of manifests, or a preview contains both sides. */
export function readSides(options: SidesOptions): [old: Input, next: Input] {
  const { preview, provider = [], namespace, values = [], chartValues = [], ignoreKind } = options;
  const { before, after } = filesOfSides(options);
  assertPreviewOptions(preview, provider, [...before, ...after]);
  const { resolved: args } = readArgs(values, namespace, chartValues, hints);
  if (preview !== undefined) return previewSides(preview, provider, args, ignoreKind);

  const readValuesSide = (files: readonly string[]) => readArgs(files, namespace, chartValues, hints);
  const [isOldManifests, isNextManifests] = [areManifests(before), areManifests(after)];
  if (isOldManifests && isNextManifests)
    return manifestSides(readManifests(before, args.namespace), readManifests(after, args.namespace), args, ignoreKind);
  if (isOldManifests || isNextManifests) {
    const [files, valuesFiles] = isOldManifests ? [before, after] : [after, before];
    const own = readValuesSide(valuesFiles);
    const sides = manifestsAgainstValues(files, own, values.length > 0 ? args : own.resolved, ignoreKind);
    return isOldManifests ? [sides.manifests, sides.values] : [sides.values, sides.manifests];
  }
  if (values.length > 0)
    throw new UsageError("omit -f, because both sides are values; -f names the components in manifests");
  const [old, next] = [readValuesSide(before), readValuesSide(after)];
  return [valuesSide(old, next.resolved), valuesSide(next, old.resolved)];
}

/** Throws `UsageError` if there are not exactly two sides, or a preview. */
function filesOfSides({
  files = [],
  before = [],
  after = [],
  preview,
  values = [],
  chartValues = [],
}: SidesOptions): Sides {
  const named = [...values, ...chartValues, ...[preview ?? []].flat()];
  if ([...files, ...before, ...after, ...named].filter(isStdin).length > 1)
    throw new UsageError("only one input can be stdin (-)");
  for (const side of [before, after, named]) assertReadOnce(side);
  if (before.length + after.length > 0) {
    if (files.length > 0)
      throw new UsageError("pass all files with --before and --after, or only two files as arguments");
    const missing = before.length === 0 ? "--before" : after.length === 0 ? "--after" : undefined;
    if (missing !== undefined) throw new UsageError(`pass the other side of the change with ${missing}`);
    return { before, after };
  }
  const [old, next, ...more] = files;
  if (preview !== undefined && old === undefined) return { before, after };
  if (more.length > 0) throw new UsageError("pass two files, or several for each side with --before and --after");
  if (old === undefined || next === undefined)
    throw new UsageError("pass two files, from before and after the change, or pass a preview with --preview");
  return { before: [old], after: [next] };
}

/** Whether one side consists of manifests. Throws `UsageError` if it consists of manifests and values. */
function areManifests(files: readonly string[]): boolean {
  const kinds = new Set(files.map(argumentKind));
  if (kinds.size > 1)
    throw new UsageError(
      `${files.map(displayName).join(", ")}: pass either values or manifests for one side; -f names the components in manifests`,
    );
  return kinds.has("manifests");
}

function previewSides(
  preview: string,
  provider: readonly string[],
  args: ResolvedArgs,
  ignoreKind: readonly string[] | undefined,
): [Input, Input] {
  const read = readPreview(preview, provider);
  const emptySides = (["before", "after"] as const)
    .filter((side) => read[side].notes.some(({ code }) => code === "no-policies"))
    .map((side): Note => ({ code: "no-policies-on-a-side", side }));
  const [old, next] = manifestSides(read.before, read.after, args, ignoreKind);
  const notes = next.notes.filter(({ code }) => code !== "no-policies");
  return [
    { ...old, notes: old.notes.filter(({ code }) => code !== "no-policies") },
    { ...next, notes: [...emptySides, ...notes] },
  ];
}

function manifestSides(
  before: ObjectsOfFiles,
  after: ObjectsOfFiles,
  args: ResolvedArgs,
  ignoreKind: readonly string[] | undefined,
): [Input, Input] {
  const side = ({ input }: ObjectsOfFiles) => ({ resolved: args, ...input });
  return [
    inputOf(before, args, { other: side(after), ignoreKind }),
    inputOf(after, args, { other: side(before), ignoreKind }),
  ];
}

/**
 * Manifests on one side and values on the other. If the values do not specify a namespace, the manifests' namespace is used.
 */
function manifestsAgainstValues(
  files: readonly string[],
  values: ReadArgs,
  args: ResolvedArgs,
  ignoreKind: readonly string[] | undefined,
): Record<"manifests" | "values", Input> {
  const namespace = args.args.namespace ?? values.resolved.args.namespace;
  const named = namespace === undefined ? args : withNamespace(args, namespace);
  const manifests = inputOf(readManifests(files, named.namespace), named, { ignoreKind });
  return { manifests, values: valuesSide(values, manifests.context.resolved) };
}

/** The policies that values produce. If the values do not specify a namespace, the other side's namespace is used. */
function valuesSide({ resolved, notes }: ReadArgs, other: ResolvedArgs): Input {
  const namespace = resolved.args.namespace ?? other.namespace;
  const context: AnalysisContext = contextOf(withNamespace(resolved, namespace), {});
  return { context, notes };
}

function withNamespace(resolved: ResolvedArgs, namespace: string): ResolvedArgs {
  return { ...resolved, namespace, args: { ...resolved.args, namespace } };
}
