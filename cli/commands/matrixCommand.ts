import { type Matrix, matrixOf } from "../../analysis/queries/matrix";
import { type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import type { MatrixFormat } from "../output/matrixFormats";
import { matrixMarkdown } from "../output/matrixMarkdown";
import { matrixCsv, matrixJson } from "../output/matrixRecords";
import { matrixText } from "../output/matrixText";
import { podMatrixCommand } from "./podMatrixCommand";

const formatters: Record<MatrixFormat, (matrix: Matrix) => string> = {
  text: matrixText,
  markdown: matrixMarkdown,
  json: matrixJson,
  csv: matrixCsv,
};

/** Prints who may talk to whom. */
export function matrixCommand(options: InputOptions & { pods?: boolean; output: MatrixFormat }): CommandResult {
  if (options.pods === true) return podMatrixCommand(options);
  const { context, notes } = readInput(options);
  return { text: [formatters[options.output](matrixOf(context, context.components))], notes, code: 0 };
}
