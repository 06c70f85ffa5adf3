import { checkIn } from "../../analysis/check/check";
import { rank, type Severity } from "../../analysis/check/severity";
import type { Cni } from "../../args/cni";
import { cronJobNotes } from "../input/cronJobNotes";
import { type FileInput, type InputOptions, readInput } from "../input/readInput";
import type { Note } from "../note";
import { checkMarkdown } from "../output/checkMarkdown";
import { checkJson, checkSarif } from "../output/checkRecords";
import { checkText } from "../output/checkText";
import type { CommandResult } from "../output/commandResult";
import { locateFindings } from "../results/locateFindings";
import type { LocatedCheck } from "../output/locatedCheck";

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
  const { findings, ignored } = checkIn(input.context, {
    cni: options.cni,
    chart: input.values.chart,
  });
  const fails = (severity: Severity) => findings.some((finding) => rank(finding) <= rank({ severity }));
  const isStrictCause = options.failOn === undefined && fails(failOn) && !fails("error");
  return {
    text: [
      formatters[options.output]({
        findings: locateFindings(findings, input),
        ignored: locateFindings(ignored, input),
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
