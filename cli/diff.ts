import { diff as differenceBetween, type Difference } from "../analysis/diff";
import { isolations } from "../analysis/isolation";
import { differenceMarkdown, differenceText } from "./differenceText";
import type { NetworkPoliciesArgs } from "../policy/args";
import { networkPolicies } from "../policy/networkPolicies";
import { InputError } from "./inputError";
import { MisuseError } from "./misuseError";
import { type ReadArgs, readArgs } from "./readArgs";
import { type Input, inputOf } from "./readInput";
import { isManifests } from "./isManifests";
import { type Manifests, readManifests } from "./readManifests";
import { readPreview } from "./readPreview";
import type { Result } from "./result";
import { unnamedNote } from "./unnamedPolicies";

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
  const isNothing = difference.opens.length + difference.closes.length === 0;
  if (isNothing) assertAllNamed(old, next);
  return {
    text: [formatters[options.output](difference)],
    notes: [...new Set([...old.notes, ...next.notes])],
    code: isNothing ? 0 : 1,
  };
}

/** Refuses to say that nothing changes where policies of Vald differ that select no component as named. */
function assertAllNamed(...sides: readonly Input[]): void {
  const unnamed = sides.map(({ given, unnamed: names = [] }) =>
    isolations(given.policies, given.args?.namespace).filter(({ policy }) => names.includes(policy)),
  );
  const [old, next] = unnamed.map((isolating) => JSON.stringify(isolating));
  if (old !== next) throw new InputError(unnamedNote([...new Set(unnamed.flat().map(({ policy }) => policy))]));
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
  const valuesIn = (file: string) => readArgs([file], namespace, chartValues);
  if (preview !== undefined) return compared(readPreview(preview), args);
  if (before === undefined || after === undefined) throw new MisuseError("give two files, or one with --preview");

  const [isOld, isNext] = [isManifests(before), isManifests(after)];
  if (isOld && isNext) {
    const here = (file: string) => readManifests(file, args.namespace ?? "default");
    return compared({ before: here(before), after: here(after) }, args);
  }
  if (isOld || isNext) {
    const [file, valuesFile] = isOld ? [before, after] : [after, before];
    const own = valuesIn(valuesFile);
    const sides = besideValues(file, own, values.length > 0 ? args : own.args);
    return isOld ? [sides.manifests, sides.values] : [sides.values, sides.manifests];
  }
  if (values.length > 0)
    throw new MisuseError("-f says who the components are in manifests, and both sides are values");
  const [old, next] = [valuesIn(before), valuesIn(after)];
  return [policiesOf(old, next.args.namespace), policiesOf(next, old.args.namespace)];
}

/** Two sides of manifests, by args that say who the components are. */
function compared({ before, after }: Record<"before" | "after", Manifests>, args: NetworkPoliciesArgs): [Input, Input] {
  return [inputOf(before, args, { others: after }), inputOf(after, args, { others: before })];
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
  return { manifests, values: policiesOf(values, manifests.given.args?.namespace) };
}

/** The policies of values; where these name no namespace, they are taken to mean the other side's. */
function policiesOf({ args: values, notes }: ReadArgs, other: string | undefined): Input {
  const args = { ...values, namespace: values.namespace ?? other ?? "default" };
  return { given: { policies: networkPolicies(args), args }, notes };
}
