import { comparison } from "../../analysis/queries/diff";
import type { Picture } from "../../analysis/queries/picture/picture";
import { pictureOfComparison } from "../../analysis/queries/picture/pictureOfChange";
import { pictureIn } from "../../analysis/queries/picture/pictureOfPolicies";
import type { Note } from "../note";
import { type InputOptions, readInput } from "../input/readInput";
import { readSides, type SidesOptions } from "../input/readSides";
import { UsageError } from "../input/usageError";
import type { CommandResult } from "../output/commandResult";
import { formatPicture, type PictureFormat } from "../output/pictureFormats";
import { uniqueNotes } from "./diffCommand";

/** Draws who may talk to whom, or, with `diff`, `before`, or `after`, the connections that a change opens and closes. */
export async function graphCommand(
  options: InputOptions & SidesOptions & { diff?: boolean; output: PictureFormat },
): Promise<CommandResult> {
  const isChange = options.diff === true || options.before !== undefined || options.after !== undefined;
  const { picture, notes } = isChange ? pictureOfDiff(options) : pictureOfInput(options);
  return { text: [await formatPicture(picture, options.output)], notes, code: 0 };
}

function pictureOfInput(options: InputOptions): { picture: Picture; notes: readonly Note[] } {
  const { context, notes } = readInput(options);
  return { picture: pictureIn(context), notes };
}

function pictureOfDiff(options: InputOptions & SidesOptions): { picture: Picture; notes: readonly Note[] } {
  if (options.manifests !== undefined && options.manifests.length > 0)
    throw new UsageError("omit --manifests, because the two sides of the change are the input");
  const [old, next] = readSides(options);
  const picture = pictureOfComparison(comparison(old.context, next.context));
  const undecided = (picture.undecided ?? []).map((reason): Note => ({ code: "undecided", reason }));
  return { picture, notes: [...uniqueNotes(old, next), ...undecided] };
}
