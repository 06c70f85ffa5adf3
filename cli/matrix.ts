import { matrix as matrixOf } from "../analysis/matrix";
import { matrixMarkdown } from "./matrixMarkdown";
import { matrixCsv, matrixJson } from "./matrixRecords";
import { matrixText } from "./matrixText";
import type { Result } from "./result";
import { type InputOptions, readInput } from "./readInput";

export const matrixForms = ["text", "markdown", "json", "csv"] as const;

const formatters = { text: matrixText, markdown: matrixMarkdown, json: matrixJson, csv: matrixCsv };

/** Who may talk to whom. */
export function matrix(options: InputOptions & { output: (typeof matrixForms)[number] }): Result {
  const { given, notes } = readInput(options);
  return { text: formatters[options.output](matrixOf(given)), notes, code: 0 };
}
