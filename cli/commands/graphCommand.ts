import { comparison } from "../../analysis/queries/diff";
import type { Picture } from "../../analysis/queries/picture/picture";
import { pictureOfComparison } from "../../analysis/queries/picture/pictureOfChange";
import { pictureIn } from "../../analysis/queries/picture/pictureOfPolicies";
import type { Note } from "../note";
import { type InputOptions, readInput } from "../input/readInput";
import { UsageError } from "../input/usageError";
import type { CommandResult } from "../output/commandResult";
import { formatPicture, type PictureFormat } from "../output/pictureFormats";
import { readSides, uniqueNotes } from "./diffCommand";

/** Draws who may talk to whom, or the connections that a change opens and closes. */
export async function graphCommand(
  options: InputOptions & { diff?: readonly string[]; output: PictureFormat },
): Promise<CommandResult> {
  const { picture, notes } =
    options.diff === undefined ? pictureOfInput(options) : pictureOfDiff(options.diff, options);
  return { text: [await formatPicture(picture, options.output)], notes, code: 0 };
}

function pictureOfInput(options: InputOptions): { picture: Picture; notes: readonly Note[] } {
  const { context, notes } = readInput(options);
  return { picture: pictureIn(context), notes };
}

function pictureOfDiff(files: readonly string[], options: InputOptions): { picture: Picture; notes: readonly Note[] } {
  const [before, after, ...more] = files;
  if (more.length > 0 || after === undefined) throw new UsageError("pass exactly two files with --diff");
  if (options.manifests !== undefined)
    throw new UsageError("omit --manifests, because the two files passed with --diff are the input");
  const [old, next] = readSides(before, after, options);
  return { picture: pictureOfComparison(comparison(old.context, next.context)), notes: uniqueNotes(old, next) };
}
