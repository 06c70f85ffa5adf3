import type { Picture } from "../analysis/picture/picture";
import { pictureOf } from "../analysis/picture/pictureOf";
import { pictureOfChange } from "../analysis/picture/pictureOfChange";
import { sidesOf } from "./diff";
import { drawingOf } from "./drawing";
import { drawingDot } from "./drawingDot";
import { drawingMermaid } from "./drawingMermaid";
import { MisuseError } from "./misuseError";
import { type InputOptions, readInput } from "./readInput";
import type { Result } from "./result";

export const pictureForms = ["mermaid", "dot", "svg", "json"] as const;

const formatters: Record<(typeof pictureForms)[number], (picture: Picture) => string | Promise<string>> = {
  mermaid: (picture) => drawingMermaid(drawingOf(picture)),
  dot: (picture) => drawingDot(drawingOf(picture)),
  svg: async (picture) => {
    // In a file of its own, as only this form needs it.
    const { drawingSvg } = await import("./drawingSvg.js");
    return drawingSvg(drawingDot(drawingOf(picture)));
  },
  json: (picture) => `${JSON.stringify(picture, undefined, 2)}\n`,
};

/** Draws who may talk to whom, or what a change opens and closes. */
export async function graph(
  options: InputOptions & { diff?: readonly string[]; output: (typeof pictureForms)[number] },
): Promise<Result> {
  const { picture, notes } = options.diff === undefined ? ofOne(options) : ofChange(options.diff, options);
  return { text: [await formatters[options.output](picture)], notes, code: 0 };
}

function ofOne(options: InputOptions): { picture: Picture; notes: readonly string[] } {
  const { given, notes } = readInput(options);
  return { picture: pictureOf(given), notes };
}

function ofChange(files: readonly string[], options: InputOptions): { picture: Picture; notes: readonly string[] } {
  const [before, after, ...more] = files;
  if (more.length > 0 || after === undefined) throw new MisuseError("--diff takes two files");
  if (options.manifests !== undefined) throw new MisuseError("--diff has both sides in it: leave --manifests out");
  const [old, next] = sidesOf(before, after, options);
  return { picture: pictureOfChange(old.given, next.given), notes: [...new Set([...old.notes, ...next.notes])] };
}
