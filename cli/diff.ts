import { diff as differenceBetween, type Difference } from "../analysis/diff";
import { differenceMarkdown, differenceText } from "./differenceText";
import type { NetworkPoliciesArgs } from "../policy/args";
import { networkPolicies } from "../policy/networkPolicies";
import { MisuseError } from "./misuseError";
import { type ReadArgs, readArgs } from "./readArgs";
import { type Input, inputOf } from "./readInput";
import { isManifests } from "./isManifests";
import { type Manifests, readManifests } from "./readManifests";
import { readPreview } from "./readPreview";
import type { Result } from "./result";

export const differenceForms = ["text", "markdown", "json"] as const;

const formatters: Record<(typeof differenceForms)[number], (difference: Difference) => string> = {
  text: differenceText,
  markdown: differenceMarkdown,
  json: (difference) => `${JSON.stringify(difference, undefined, 2)}\n`,
};

interface DiffOptions {
  preview?: string;
  values?: readonly string[];
  chartValues?: readonly string[];
  namespace?: string;
  output: (typeof differenceForms)[number];
}

/** What opens and what closes between two files, each of values or of manifests, or in a preview of Pulumi's. */
export function diff(before: string | undefined, after: string | undefined, options: DiffOptions): Result {
  const [old, next] = sidesOf(before, after, options);
  const difference = differenceBetween(old.given, next.given);
  return {
    text: [formatters[options.output](difference)],
    notes: [...new Set([...old.notes, ...next.notes])],
    code: difference.opens.length + difference.closes.length === 0 ? 0 : 1,
  };
}

/** Both sides of a change, of which each is values or manifests, or both are in a preview. */
export function sidesOf(
  before: string | undefined,
  after: string | undefined,
  options: Omit<DiffOptions, "output">,
): [old: Input, next: Input] {
  const { preview, namespace, values = [], chartValues = [] } = options;
  if (preview !== undefined && before !== undefined)
    throw new MisuseError("--preview has both sides in it: leave the files out");
  const named = [...values, ...chartValues];
  if ([before, after, preview, ...named].filter((file) => file === "-").length > 1)
    throw new MisuseError("stdin can be one side only");
  const { args } = readArgs(values, namespace, chartValues);
  if (preview !== undefined) return compared(readPreview(preview), args);
  if (before === undefined || after === undefined) throw new MisuseError("give two files, or one with --preview");

  const [isOld, isNext] = [isManifests(before), isManifests(after)];
  if (isOld && isNext) {
    const here = (file: string) => readManifests(file, args.namespace ?? "default");
    return compared({ before: here(before), after: here(after) }, args);
  }
  if (isOld || isNext) {
    const [file, valuesFile] = isOld ? [before, after] : [after, before];
    const own = readArgs([valuesFile], namespace);
    const sides = besideValues(file, own, named.length > 0 ? args : own.args);
    return isOld ? [sides.manifests, sides.values] : [sides.values, sides.manifests];
  }
  if (named.length > 0)
    throw new MisuseError("-f and --chart-values say who the components are in manifests, and both sides are values");
  const [old, next] = [readArgs([before], namespace), readArgs([after], namespace)];
  return [valuesIn(old, next.args.namespace), valuesIn(next, old.args.namespace)];
}

/** Two sides of manifests, by args that say who the components are. */
function compared({ before, after }: Record<"before" | "after", Manifests>, args: NetworkPoliciesArgs): [Input, Input] {
  return [inputOf(before, args, after), inputOf(after, args, before)];
}

/** Manifests by args that say who the components are, and values beside them, which are taken to mean where they are. */
function besideValues(
  file: string,
  values: ReadArgs,
  args: NetworkPoliciesArgs,
): Record<"manifests" | "values", Input> {
  const namespace = args.namespace ?? values.args.namespace;
  const here = { ...args, ...(namespace !== undefined && { namespace }) };
  const manifests = inputOf(readManifests(file, namespace ?? "default"), here);
  return { manifests, values: valuesIn(values, manifests.given.args?.namespace) };
}

/** The policies of values; where these name no namespace, they are taken to mean the other side's. */
function valuesIn({ args: values, notes }: ReadArgs, other: string | undefined): Input {
  const args = { ...values, namespace: values.namespace ?? other ?? "default" };
  return { given: { policies: networkPolicies(args), args }, notes };
}
