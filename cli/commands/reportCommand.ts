import type { Cni } from "../../args/cni";
import { version } from "../../package.json";
import { argumentKind } from "../input/inputFiles";
import { type InputOptions, readInput } from "../input/readInput";
import { maxManifestBytes } from "../input/readManifests";
import { readSides, type SidesOptions } from "../input/readSides";
import { readBytes } from "../input/readText";
import { UsageError } from "../input/usageError";
import type { CommandResult } from "../output/commandResult";
import { formatPicture } from "../output/pictureFormats";
import { resultsOf, resultsOfChange } from "../results/resultsOf";

export const reportFormats = ["html"] as const;

type ReportOptions = InputOptions & SidesOptions & { diff?: boolean; cni?: Cni };

/** Prints a page with all results about an input, or, with `diff`, `before`, or `after`, about a change. */
export async function reportCommand(options: ReportOptions): Promise<CommandResult> {
  const { cni } = options;
  const isChange = options.diff === true || options.before !== undefined || options.after !== undefined;
  if (isChange && options.manifests !== undefined)
    throw new UsageError("omit --manifests, because the two sides of the change are the input");
  const { connections, explain, ...found } = isChange
    ? resultsOfChange(...readSides(options), { cni })
    : resultsOf(readInput(options), { cni });
  const results = { ...found.results, ...connections() };
  const picture = await formatPicture(results.picture, "svg");
  // This module is bundled separately, in the command line's folder, because only this command needs it.
  const { reportHtml } = await import("../../page/report.js");
  const inputs = inputsOf(options, isChange).map(([role, file]) => ({
    role,
    file,
    bytes: readBytes(file, maxManifestBytes),
  }));
  return { text: [reportHtml({ results, explain, picture, inputs, version })], notes: results.notes, code: 0 };
}

/** The files that were read, with their roles. */
function inputsOf(options: ReportOptions, isChange: boolean): [role: string, file: string][] {
  const { files = [], values = [], chartValues = [], manifests = [], preview = [], before = [], after = [] } = options;
  const [old, next] = files;
  const ofRole = (role: string, names: readonly string[]) => names.map((file): [string, string] => [role, file]);
  return [
    ...(isChange && old !== undefined && next !== undefined
      ? [...ofRole("before", [old]), ...ofRole("after", [next])]
      : files.map((file): [string, string] => [argumentKind(file), file])),
    ...ofRole("before", before),
    ...ofRole("after", after),
    ...ofRole("preview", [preview].flat()),
    ...ofRole("manifests", manifests),
    ...ofRole("values", values),
    ...ofRole("chart values", chartValues),
  ];
}
