import { displayName } from "../filePosition";
import { fileKind } from "./fileKind";
import { isStdin } from "./readText";
import { UsageError } from "./usageError";

/** Input files by their role. */
export interface InputFiles {
  /** Values files of this package: base and overlays. */
  values?: readonly string[];
  /** Values files of Vald's chart: base and overlays. */
  chartValues?: readonly string[];
  /** Files with manifests, which are combined. */
  manifests?: readonly string[];
  /** The output of `pulumi preview`. */
  preview?: string;
}

/**
 * Adds files that are arguments to the files that are options. Each is a values file or a manifests file, depending on its
 * contents. Throws `UsageError` if a file has two roles, or if the order of the values files is unclear.
 */
export function withArguments(files: readonly string[], options: InputFiles): Required<Omit<InputFiles, "preview">> {
  const { values = [], chartValues = [], manifests = [], preview = [] } = options;
  assertReadOnce([files, values, chartValues, manifests, preview].flat());
  const kinds = files.map(argumentKind);
  const ofKind = (kind: "manifests" | "values") => files.filter((_, i) => kinds[i] === kind);
  const [first] = ofKind("values");
  if (first !== undefined && values.length > 0)
    throw new UsageError(
      `${displayName(first)} is also a values file; pass all values files as arguments or all of them with -f, because later files take precedence`,
    );
  return {
    values: [...values, ...ofKind("values")],
    chartValues,
    manifests: [...manifests, ...ofKind("manifests")],
  };
}

/** Throws `UsageError` if a file is passed twice. */
export function assertReadOnce(files: readonly string[]): void {
  if (files.filter(isStdin).length > 1) throw new UsageError("only one input can be stdin (-)");
  const twice = files.find((file, i) => files.indexOf(file) < i);
  if (twice !== undefined) throw new UsageError(`${displayName(twice)} is passed twice`);
}

/** Whether a file that is an argument contains manifests or values. Throws `UsageError` for a preview. */
export function argumentKind(file: string): "manifests" | "values" {
  const kind = fileKind(file);
  if (kind !== "preview") return kind;
  throw new UsageError(`${displayName(file)} is the output of \`pulumi preview\`; pass it with --preview`);
}
