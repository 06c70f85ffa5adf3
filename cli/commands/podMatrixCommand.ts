import { podMatrixOf, type PodMatrix, TooManyPortSetsError } from "../../analysis/allPairs/podMatrix";
import { InputError } from "../input/inputError";
import { UsageError } from "../input/usageError";
import type { Note } from "../note";
import { type InputOptions, readInput } from "../input/readInput";
import type { CommandResult } from "../output/commandResult";
import type { MatrixFormat } from "../output/matrixFormats";
import { podMatrixCsv } from "../output/podMatrixCsv";
import { podMatrixJson, podMatrixMarkdown, podMatrixText } from "../output/podMatrixText";

const formatters: Record<MatrixFormat, (matrix: PodMatrix) => Iterable<string>> = {
  text: (matrix) => [podMatrixText(matrix)],
  markdown: (matrix) => [podMatrixMarkdown(matrix)],
  json: (matrix) => [podMatrixJson(matrix)],
  csv: podMatrixCsv,
};

/** Prints the connections between pods that the policies allow. */
export function podMatrixCommand(options: InputOptions & { output: MatrixFormat }): CommandResult {
  const { context, notes, locate } = readInput(options, { needsNamespace: false });
  if (locate !== undefined) throw new UsageError("pass manifests, because --pods needs Pod objects or workloads");
  if (context.pods === undefined)
    throw new InputError("the manifests contain no Pod objects or workloads, which --pods needs");
  const matrix = computed(context.effectivePolicies, context.pods, context.unevaluatedPolicies);
  const { withoutAddress, withoutNamespaceLabels, withoutPorts } = matrix.unknownFacts;
  const unknownFacts: Note[] = [
    { code: "pods-with-unknown-facts" as const, fact: "address" as const, count: withoutAddress },
    { code: "pods-with-unknown-facts" as const, fact: "namespace labels" as const, count: withoutNamespaceLabels },
    { code: "pods-with-unknown-facts" as const, fact: "ports" as const, count: withoutPorts },
  ].filter(({ count }) => count > 0);
  // The other output formats contain the total.
  const total: Note[] =
    options.output === "csv"
      ? [{ code: "pod-pairs", allowed: matrix.pairs, unknown: matrix.unknownPairs, all: matrix.allPairs }]
      : [];
  return { text: formatters[options.output](matrix), notes: [...notes, ...unknownFacts, ...total], code: 0 };
}

function computed(...input: Parameters<typeof podMatrixOf>): PodMatrix {
  try {
    return podMatrixOf(...input);
  } catch (error) {
    if (error instanceof TooManyPortSetsError) throw new InputError(error.message);
    throw error;
  }
}
