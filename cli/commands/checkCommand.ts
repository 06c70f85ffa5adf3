import { checkIn } from "../../analysis/check/check";
import type { Finding } from "../../analysis/check/finding";
import { rank, type Severity } from "../../analysis/check/severity";
import type { Cni } from "../../args/cni";
import { comparePositions, displayName, type FilePosition } from "../filePosition";
import { isManifests } from "../input/isManifests";
import { type Input, type InputOptions, readInput } from "../input/readInput";
import { UsageError } from "../input/usageError";
import { checkJson, checkSarif } from "../output/checkRecords";
import { checkText } from "../output/checkText";
import type { CommandResult } from "../output/commandResult";
import type { Located, LocatedCheck } from "../output/locatedCheck";

export const checkFormats = ["text", "json", "sarif"] as const;

const formatters: Record<(typeof checkFormats)[number], (result: LocatedCheck) => string> = {
  text: checkText,
  json: checkJson,
  sarif: checkSarif,
};

/** Reports rules that are valid but risky, in values or manifests. `file` may contain either. */
export function checkCommand(
  file: string | undefined,
  options: InputOptions & { cni?: Cni; failOn: Severity; output: (typeof checkFormats)[number] },
): CommandResult {
  const inputOptions = withFile(file, options);
  const input = readInput(inputOptions);
  const { values, chartValues = [], manifests } = inputOptions;
  const [first] = manifests === undefined ? [...values, ...chartValues] : [manifests];
  const start = first === undefined ? undefined : { file: first, line: 1, column: 1 };
  const { findings: all, ignored } = checkIn(input.context, options.cni);
  // A component that the chart's values turn off is not deployed, so it does not need a finding.
  const findings = all.filter(({ id, path }) => id !== "component-off" || input.isOwn?.(path) !== false);
  return {
    text: [
      formatters[options.output]({
        findings: located(findings, input, start),
        ignored: located(ignored, input, start),
      }),
    ],
    // If the values are checked, the result already contains these findings.
    notes: input.notes.filter(
      ({ code }) => input.locate === undefined || (code !== "finding" && code !== "policies-off"),
    ),
    code: findings.some((finding) => rank(finding) <= rank({ severity: options.failOn })) ? 1 : 0,
  };
}

function withFile(file: string | undefined, options: InputOptions): InputOptions {
  if (file === undefined) return options;
  if (!isManifests(file)) {
    if (options.values.length > 0)
      throw new UsageError(
        `${displayName(file)} is also a values file; if there are several, pass each of them with -f`,
      );
    return { ...options, values: [file] };
  }
  if (options.manifests !== undefined)
    throw new UsageError("pass the manifests file either as an argument or with --manifests, not both");
  return { ...options, manifests: file };
}

/**
 * Adds positions, and sorts findings by severity and position. Findings that have no position of their own are located at
 * `start`.
 */
function located<F extends Finding>(
  findings: readonly F[],
  { locate, locateObjects }: Input,
  start: FilePosition | undefined,
): Located<F>[] {
  const ofObjects = findings.filter((finding): finding is F & { object: string } => finding.object !== undefined);
  const positions = locateObjects?.(ofObjects) ?? [];
  return findings
    .map((finding) => {
      const i = (ofObjects as readonly F[]).indexOf(finding);
      return { ...finding, at: i < 0 ? (locate?.(finding.path) ?? start) : positions[i] };
    })
    .sort((a, b) => rank(a) - rank(b) || comparePositions(a.at, b.at));
}
