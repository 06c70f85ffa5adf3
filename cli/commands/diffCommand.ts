import { uniqueByValue } from "../../analysis/model/uniqueByValue";
import type { AnalysisContext } from "../../analysis/queries/analysisContext";
import { contextOf } from "../../analysis/queries/analysisContext";
import { comparison, type Difference, diffOf } from "../../analysis/queries/diff";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { ObjectsRead } from "../../manifests/readObjects";
import { isManifests } from "../input/isManifests";
import type { Note } from "../note";
import { type ReadArgs, readArgs } from "../input/readArgs";
import { type Input, inputOf } from "../input/readInput";
import { readManifests } from "../input/readManifests";
import { readPreview } from "../input/readPreview";
import { UsageError } from "../input/usageError";
import type { CommandResult } from "../output/commandResult";
import { differenceMarkdown, differenceText } from "../output/differenceText";
import { jsonText } from "../output/escape";

export const differenceFormats = ["text", "markdown", "json"] as const;

const formatters: Record<(typeof differenceFormats)[number], (difference: Difference) => string> = {
  text: differenceText,
  markdown: differenceMarkdown,
  json: (difference) => jsonText(difference),
};

interface DiffOptions {
  preview?: string;
  provider?: readonly string[];
  values?: readonly string[];
  chartValues?: readonly string[];
  namespace?: string;
  ignoreKind?: readonly string[];
  output: (typeof differenceFormats)[number];
}

/**
 * Prints the connections that a change opens and closes. The two sides of the change are values or manifests files, or a Pulumi
 * preview contains both.
 */
export function diffCommand(
  before: string | undefined,
  after: string | undefined,
  options: DiffOptions,
): CommandResult {
  const [old, next] = readSides(before, after, options);
  const difference = diffOf(comparison(old.context, next.context));
  const { added, removed, undecided } = difference;
  return {
    text: [formatters[options.output](difference)],
    notes: uniqueNotes(old, next),
    code: added.length + removed.length + undecided.length === 0 ? 0 : 1,
  };
}

export function uniqueNotes(...sides: readonly Input[]): Note[] {
  return uniqueByValue(sides.flatMap((side) => side.notes));
}

/** Reads both sides of a change. Each side is a values or manifests file, or a preview contains both sides. */
export function readSides(
  before: string | undefined,
  after: string | undefined,
  options: Omit<DiffOptions, "output">,
): [old: Input, next: Input] {
  const { preview, provider = [], namespace, values = [], chartValues = [], ignoreKind } = options;
  if (preview === undefined && provider.length > 0)
    throw new UsageError("pass --preview, because --provider selects policies in a preview");
  if (preview !== undefined && before !== undefined)
    throw new UsageError("omit the two files, because the --preview file contains both sides of the change");
  if ([before, after, preview, ...values, ...chartValues].filter((file) => file === "-").length > 1)
    throw new UsageError("only one input can be stdin (-)");
  const { resolved: args } = readArgs(values, namespace, chartValues);
  const readValuesSide = (file: string) => readArgs([file], namespace, chartValues);
  if (preview !== undefined) {
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
  if (before === undefined || after === undefined)
    throw new UsageError("pass two files, from before and after the change, or pass a preview with --preview");

  const [isOldManifests, isNextManifests] = [isManifests(before), isManifests(after)];
  if (isOldManifests && isNextManifests)
    return manifestSides(readManifests(before, args.namespace), readManifests(after, args.namespace), args, ignoreKind);
  if (isOldManifests || isNextManifests) {
    const [file, valuesFile] = isOldManifests ? [before, after] : [after, before];
    const own = readValuesSide(valuesFile);
    const sides = manifestsAgainstValues(file, own, values.length > 0 ? args : own.resolved, ignoreKind);
    return isOldManifests ? [sides.manifests, sides.values] : [sides.values, sides.manifests];
  }
  if (values.length > 0)
    throw new UsageError("omit -f, because both files are values files; -f names the components in manifests");
  const [old, next] = [readValuesSide(before), readValuesSide(after)];
  return [valuesSide(old, next.resolved), valuesSide(next, old.resolved)];
}

function manifestSides(
  before: Pick<ObjectsRead, "input" | "notes">,
  after: Pick<ObjectsRead, "input" | "notes">,
  args: ResolvedArgs,
  ignoreKind: readonly string[] | undefined,
): [Input, Input] {
  const side = ({ input }: Pick<ObjectsRead, "input">) => ({ resolved: args, ...input });
  return [
    inputOf(before, args, { other: side(after), ignoreKind }),
    inputOf(after, args, { other: side(before), ignoreKind }),
  ];
}

/**
 * Manifests on one side and values on the other. If the values do not specify a namespace, the manifests' namespace is used.
 */
function manifestsAgainstValues(
  file: string,
  values: ReadArgs,
  args: ResolvedArgs,
  ignoreKind: readonly string[] | undefined,
): Record<"manifests" | "values", Input> {
  const namespace = args.args.namespace ?? values.resolved.args.namespace;
  const named = namespace === undefined ? args : withNamespace(args, namespace);
  const manifests = inputOf(readManifests(file, named.namespace), named, { ignoreKind });
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
