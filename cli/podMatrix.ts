import { podMatrix as podMatrixOf, type PodMatrix } from "../analysis/pods/podMatrix";
import { InputError } from "./inputError";
import type { MatrixForm } from "./matrixForms";
import { podMatrixCsv } from "./podMatrixCsv";
import { podMatrixJson, podMatrixMarkdown, podMatrixText, totalText } from "./podMatrixText";
import { readInput, type InputOptions } from "./readInput";
import type { Result } from "./result";

const formatters: Record<MatrixForm, (matrix: PodMatrix) => Iterable<string>> = {
  text: (matrix) => [podMatrixText(matrix)],
  markdown: (matrix) => [podMatrixMarkdown(matrix)],
  json: (matrix) => [podMatrixJson(matrix)],
  csv: podMatrixCsv,
};

/** Which pods may connect to which others. */
export function podMatrix(options: InputOptions & { output: MatrixForm }): Result {
  const { given, notes } = readInput(options);
  if (given.pods === undefined) throw new InputError("--pods needs Pod objects among the manifests");
  const matrix = podMatrixOf(given.policies, given.pods);
  const { withoutAddress, withoutNamespaceLabels, withoutPorts } = matrix.missing;
  const missing = [
    ...counted(withoutAddress, "have no known address, so that no ipBlock holds them"),
    ...counted(withoutNamespaceLabels, "are in namespaces of which only the name is known"),
    ...counted(withoutPorts, "declare no known ports, so that no port's name is theirs"),
  ];
  const total = options.output === "csv" ? [totalText(matrix)] : [];
  return { text: formatters[options.output](matrix), notes: [...notes, ...missing, ...total], code: 0 };
}

function counted(pods: number, what: string): string[] {
  return pods === 0 ? [] : [`${pods} of the pods ${what}`];
}
