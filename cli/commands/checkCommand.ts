import { checkIn } from "../../analysis/check/check";
import type { Finding } from "../../analysis/check/finding";
import { rank, type Severity } from "../../analysis/check/severity";
import type { Cni } from "../../args/cni";
import { comparePositions, type FilePosition } from "../filePosition";
import { cronJobNotes } from "../input/cronJobNotes";
import { type FileInput, type InputOptions, readInput } from "../input/readInput";
import type { Note } from "../note";
import { checkMarkdown } from "../output/checkMarkdown";
import { checkJson, checkSarif } from "../output/checkRecords";
import { checkText } from "../output/checkText";
import type { CommandResult } from "../output/commandResult";
import type { Located, LocatedCheck } from "../output/locatedCheck";

export const checkFormats = ["text", "markdown", "json", "sarif"] as const;

const formatters: Record<(typeof checkFormats)[number], (result: LocatedCheck) => string> = {
  text: checkText,
  markdown: checkMarkdown,
  json: checkJson,
  sarif: checkSarif,
};

/** Reports rules that are valid but risky, in values or manifests. */
export function checkCommand(
  options: InputOptions & { cni?: Cni; failOn?: Severity; output: (typeof checkFormats)[number] },
): CommandResult {
  const input = readInput(options);
  const failOn = options.failOn ?? (input.values.areStrict ? "warning" : "error");
  const [first] = input.files;
  const start = first === undefined ? undefined : { file: first, line: 1, column: 1 };
  const { findings, ignored } = checkIn(input.context, {
    cni: options.cni,
    chart: input.values.chart,
  });
  const fails = (severity: Severity) => findings.some((finding) => rank(finding) <= rank({ severity }));
  const isStrictCause = options.failOn === undefined && fails(failOn) && !fails("error");
  return {
    text: [
      formatters[options.output]({
        findings: located(findings, input, start),
        ignored: located(ignored, input, start),
      }),
    ],
    notes: [
      ...[...input.notes, ...cronJobNotes(input.context)].filter((note) => !isInResult(note, input)),
      ...(isStrictCause ? [{ code: "strict-fails" as const, at: input.values.locate(["strict"]) }] : []),
    ],
    code: fails(failOn) ? 1 : 0,
  };
}

/** Whether the result already says what a note says: the findings, and `strict`, which determines the exit code. */
function isInResult(note: Note, { locate }: FileInput): boolean {
  if (note.code === "undeclared-directions") return true;
  if (note.code === "ignored-field") return note.field === "strict";
  return locate !== undefined && (note.code === "finding" || note.code === "policies-off");
}

/**
 * Adds positions, and sorts findings by severity and position. Findings that have no position of their own are located at
 * `start`, except those in a preview's objects: the text of a preview is not what a user wrote.
 */
function located<F extends Finding>(
  findings: readonly F[],
  { values, locateObjects, isPreview }: FileInput,
  start: FilePosition | undefined,
): Located<F>[] {
  const ofObjects = findings.filter((finding): finding is F & { object: string } => finding.object !== undefined);
  const positions = locateObjects?.(ofObjects) ?? [];
  return findings
    .map((finding) => {
      const i = (ofObjects as readonly F[]).indexOf(finding);
      const at = (i < 0 ? values.locate(finding.path) : positions[i]) ?? start;
      const isInPreview = isPreview === true && i >= 0 && positions[i] === undefined;
      return isInPreview ? { ...finding, at: undefined, file: start?.file } : { ...finding, at };
    })
    .sort((a, b) => rank(a) - rank(b) || comparePositions(a.at, b.at));
}
