import { contextOf } from "../../analysis/queries/analysisContext";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { displayName } from "../filePosition";
import type { Note } from "../note";
import { argumentKind, assertReadOnce, type InputFiles } from "./inputFiles";
import type { ObjectsOfFiles } from "./manifestIssues";
import { type OtherFileHints, type ReadArgs, readArgs } from "./readArgs";
import { assertPreviewOptions, type FileInput, type Input, inputOf, type InputOptions, valuesOf } from "./readInput";
import { type LocatedManifests, readManifests } from "./readManifests";
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
export function readSides(options: SidesOptions): [old: FileInput, next: FileInput] {
  const { preview, provider = [], namespace, values = [], chartValues = [], ignoreKind } = options;
  const { before, after } = filesOfSides(options);
  assertPreviewOptions(preview, provider, [...before, ...after]);
  const readValuesSide = (files: readonly string[]): ValuesSide => ({
    ...readArgs(files, namespace, chartValues, hints),
    files: [...files, ...chartValues],
  });
  const args = readValuesSide(values);
  if (preview !== undefined) return previewSides(preview, provider, args, ignoreKind);

  const [isOldManifests, isNextManifests] = [areManifests(before), areManifests(after)];
  if (isOldManifests && isNextManifests) {
    const { namespace: inNamespace } = args.resolved;
    return manifestSides(readObjectsSide(before, inNamespace), readObjectsSide(after, inNamespace), args, ignoreKind);
  }
  if (isOldManifests || isNextManifests) {
    const [files, valuesFiles] = isOldManifests ? [before, after] : [after, before];
    const own = readValuesSide(valuesFiles);
    const sides = manifestsAgainstValues(files, own, values.length > 0 ? args : own, ignoreKind);
    return isOldManifests ? [sides.manifests, sides.values] : [sides.values, sides.manifests];
  }
  if (values.length > 0)
    throw new UsageError("omit -f, because both sides are values; -f names the components in manifests");
  const [old, next] = [readValuesSide(before), readValuesSide(after)];
  return [valuesInput(old, next.resolved), valuesInput(next, old.resolved)];
}

/** Values, and the files from which they were read. */
type ValuesSide = ReadArgs & { files: readonly string[] };

/** Objects, and the files from which they were read. */
type ObjectsSide = ObjectsOfFiles & Partial<Pick<LocatedManifests, "locate">> & { files: readonly string[] };

function readObjectsSide(files: readonly string[], namespace: string): ObjectsSide {
  return { ...readManifests(files, namespace), files };
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
  args: ValuesSide,
  ignoreKind: readonly string[] | undefined,
): [FileInput, FileInput] {
  const read = readPreview(preview, provider);
  const emptySides = (["before", "after"] as const)
    .filter((side) => read[side].notes.some(({ code }) => code === "no-policies"))
    .map((side): Note => ({ code: "no-policies-on-a-side", side }));
  const files = [preview];
  const [old, next] = manifestSides({ ...read.before, files }, { ...read.after, files }, args, ignoreKind);
  const withPolicies = (side: FileInput, more: readonly Note[]): FileInput => ({
    ...side,
    isPreview: true,
    notes: [...more, ...side.notes.filter(({ code }) => code !== "no-policies")],
  });
  return [withPolicies(old, []), withPolicies(next, emptySides)];
}

function manifestSides(
  before: ObjectsSide,
  after: ObjectsSide,
  args: ValuesSide,
  ignoreKind: readonly string[] | undefined,
): [FileInput, FileInput] {
  const { resolved } = args;
  const side = ({ input }: ObjectsSide) => ({ resolved, ...input });
  return [
    objectsInput(before, args, inputOf(before, resolved, { other: side(after), ignoreKind })),
    objectsInput(after, args, inputOf(after, resolved, { other: side(before), ignoreKind })),
  ];
}

/**
 * Manifests on one side and values on the other. If the values do not specify a namespace, the manifests' namespace is used.
 */
function manifestsAgainstValues(
  files: readonly string[],
  values: ValuesSide,
  args: ValuesSide,
  ignoreKind: readonly string[] | undefined,
): Record<"manifests" | "values", FileInput> {
  const namespace = args.resolved.args.namespace ?? values.resolved.args.namespace;
  const named = namespace === undefined ? args.resolved : withNamespace(args.resolved, namespace);
  const objects = readObjectsSide(files, named.namespace);
  const manifests = objectsInput(objects, args, inputOf(objects, named, { ignoreKind }));
  return { manifests, values: valuesInput(values, manifests.context.resolved) };
}

/** An input that was read from objects. The args name the components. */
function objectsInput({ files, locate }: ObjectsSide, args: ValuesSide, input: Input): FileInput {
  return {
    ...input,
    ...(locate !== undefined && { locateObjects: locate }),
    files,
    values: valuesOf(args, args.files),
  };
}

/** The policies that values produce. If the values do not specify a namespace, the other side's namespace is used. */
function valuesInput(side: ValuesSide, other: ResolvedArgs): FileInput {
  const { resolved, notes, locate, files } = side;
  const namespace = resolved.args.namespace ?? other.namespace;
  const context = contextOf(withNamespace(resolved, namespace), {});
  return { context, notes, locate, files, values: valuesOf(side, files) };
}

function withNamespace(resolved: ResolvedArgs, namespace: string): ResolvedArgs {
  return { ...resolved, namespace, args: { ...resolved.args, namespace } };
}
