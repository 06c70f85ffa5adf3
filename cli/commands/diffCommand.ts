import { uniqueByValue } from "../../analysis/model/uniqueByValue";
import { comparison, type Difference, diffOf } from "../../analysis/queries/diff";
import type { Input } from "../input/readInput";
import { readSides, type SidesOptions } from "../input/readSides";
import type { Note } from "../note";
import type { CommandResult } from "../output/commandResult";
import { differenceMarkdown, differenceText } from "../output/differenceText";
import { jsonText } from "../output/escape";
import type { DiffOutput } from "../output/jsonOutputs";

export const differenceFormats = ["text", "markdown", "json"] as const;

const formatters: Record<(typeof differenceFormats)[number], (difference: Difference) => string> = {
  text: differenceText,
  markdown: differenceMarkdown,
  json: (difference) => jsonText(difference satisfies DiffOutput),
};

/**
 * Prints the connections that a change opens and closes. The two sides of the change are values or manifests files, or a Pulumi
 * preview contains both.
 */
export function diffCommand(options: SidesOptions & { output: (typeof differenceFormats)[number] }): CommandResult {
  const [old, next] = readSides(options);
  const difference = diffOf(comparison(old.context, next.context));
  const { added, removed, undecided } = difference;
  return {
    text: [formatters[options.output](difference)],
    notes: uniqueNotes(old, next),
    code: added.length + removed.length + undecided.length === 0 ? 0 : 1,
  };
}

/** The notes of both sides, without repetitions. */
export function uniqueNotes(...sides: readonly Input[]): Note[] {
  return uniqueByValue(sides.flatMap((side) => side.notes));
}
