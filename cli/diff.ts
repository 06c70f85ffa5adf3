import { diff as differenceBetween, type Difference } from "../analysis/diff";
import { differenceMarkdown, differenceText } from "./differenceText";
import { InputError } from "./inputError";
import { type Input, inputOf, readInput } from "./readInput";
import { isManifests } from "./isManifests";
import { readManifests } from "./readManifests";
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
  namespace?: string;
  output: (typeof differenceForms)[number];
}

/** What opens and what closes between two files, each of values or of manifests, or in a preview of Pulumi's. */
export function diff(before: string | undefined, after: string | undefined, options: DiffOptions): Result {
  const [old, next] = sides(before, after, options);
  const difference = differenceBetween(old.given, next.given);
  return {
    text: [formatters[options.output](difference)],
    notes: [...new Set([...old.notes, ...next.notes])],
    code: difference.opens.length + difference.closes.length === 0 ? 0 : 1,
  };
}

function sides(before: string | undefined, after: string | undefined, options: DiffOptions): [Input, Input] {
  const { preview, namespace } = options;
  if (preview !== undefined) {
    if (before !== undefined) throw new InputError("--preview has both sides in it; leave the files out");
    const args = namespace === undefined ? {} : { namespace };
    const { before: old, after: next } = readPreview(preview);
    return [inputOf(old, args), inputOf(next, args)];
  }
  if (before === undefined || after === undefined) throw new InputError("give two files, or one with --preview");
  if (before === "-" && after === "-") throw new InputError("stdin can be one side only");
  const isValues = [before, after].map((file) => !isManifests(file));
  const valuesSide = (file: string) => readInput({ values: [file], ...(namespace !== undefined && { namespace }) });
  const side = (file: string, i: number, other: string): Input => {
    if (isValues[i] === true) return valuesSide(file);
    const args =
      isValues[1 - i] === true ? (valuesSide(other).given.args ?? {}) : namespace === undefined ? {} : { namespace };
    return inputOf(readManifests(file, args.namespace ?? "default"), args);
  };
  return [side(before, 0, after), side(after, 1, before)];
}
