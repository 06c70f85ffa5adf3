import { type Matrix, matrix as matrixOf } from "../analysis/matrix";
import type { MatrixForm } from "./matrixForms";
import { matrixMarkdown } from "./matrixMarkdown";
import { matrixCsv, matrixJson } from "./matrixRecords";
import { matrixText } from "./matrixText";
import { MisuseError } from "./misuseError";
import { podMatrix } from "./podMatrix";
import { type InputOptions, readInput } from "./readInput";
import type { Result } from "./result";

const formatters: Record<MatrixForm, (matrix: Matrix) => string> = {
  text: matrixText,
  markdown: matrixMarkdown,
  json: matrixJson,
  csv: matrixCsv,
};

/** Who may talk to whom. */
export function matrix(options: InputOptions & { pods?: boolean; output: MatrixForm }): Result {
  if (options.pods === true) {
    if (options.manifests === undefined) throw new MisuseError("--pods needs Pod objects: give --manifests too");
    return podMatrix(options);
  }
  const { given, notes } = readInput(options);
  return { text: [formatters[options.output](matrixOf(given))], notes, code: 0 };
}
