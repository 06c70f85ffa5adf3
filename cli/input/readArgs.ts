import { findingOf } from "../../analysis/check/finding";
import { noEffect } from "../../analysis/check/rules/noEffect";
import type { NetworkPoliciesArgs } from "../../args/args";
import { InvalidArgsError } from "../../args/invalidArgsError";
import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { isRecord } from "../../args/schema/isRecord";
import { formatIssue, type Issue, limitedLines, type Path } from "../../args/schema/issue";
import { validate } from "../../args/validate";
import { chartPath } from "../../chart/chartPath";
import type { ChartWarning } from "../../chart/chartWarnings";
import { fromChartValues } from "../../chart/fromChartValues";
import { otherChartFileIssues } from "../../chart/otherChart";
import { valdGraph } from "../../graph/valdGraph";
import { type FilePosition, formatPosition } from "../filePosition";
import type { Note } from "../note";
import { InputError } from "./inputError";
import { chartValues, type LoadedValues, ownValues, readValues } from "./readValues";
import { UsageError } from "./usageError";

/** Valid args from values files, with the positions of their parts. */
export interface ReadArgs {
  resolved: ResolvedArgs;
  /** The position of the value at a path, or of the nearest value that contains it. */
  locate(path: Path): FilePosition | undefined;
  /** Whether the value at a path comes from the package's values rather than from the chart's values. */
  isOwn(path: Path): boolean;
  notes: Note[];
  /** Additional notes for policies that are applied to a cluster, where the chart may create policies too. */
  clusterNotes: Note[];
}

/**
 * Reads the args from values files and merges them over the args from the chart's values files. `namespace` takes precedence
 * over both. Throws `InputError` with every issue.
 */
export function readArgs(
  files: readonly string[],
  namespace: string | undefined,
  chartFiles: readonly string[] = [],
): ReadArgs {
  if (files.includes("-") && chartFiles.includes("-")) throw new UsageError("only one input can be stdin (-)");
  const own = readValues(files, ownValues);
  const chart = readValues(chartFiles, chartValues);
  const locateInChart = (path: Path) => nearestPosition(path, chart.at);
  const ownArgs = { ...(own.values as NetworkPoliciesArgs), ...(namespace !== undefined && { namespace }) };
  const { args, warnings, chartIssues } =
    chartFiles.length === 0 ? { args: ownArgs, warnings: [], chartIssues: [] } : mergeOverChart(chart, ownArgs);

  const locate = (path: Path) =>
    nearestPosition(
      path,
      (part) => own.at(part) ?? (own.replaces(part) ? undefined : chart.at(chartPath(chart.values, part))),
    );
  // Each line is formatted only if it is shown, because the time to find a position is proportional to the file size.
  const lines = [
    ...chartIssues.map((issue) => () => locatedIssue(locateInChart(issue.path), issue)),
    ...validate(args).map((issue) => () => {
      const isFromOption = namespace !== undefined && issue.path[0] === "namespace";
      return isFromOption ? `--namespace: ${formatIssue(issue)}` : locatedIssue(locate(issue.path), issue);
    }),
  ];
  if (lines.length > 0) {
    if (areChartValues(own.values)) lines.push(() => chartValuesHint);
    else if (isRecord(own.values) && "apiVersion" in own.values) lines.push(() => manifestsHint);
    throw new InputError(limitedLines(lines, (line) => line()).join("\n"));
  }

  const resolved = resolveValidArgs(valdGraph, args, plainValueOps);
  const isOff = chartFiles.length > 0 && !resolved.policiesEnabled;
  const warningNotes = (isForCluster: boolean): Note[] =>
    warnings
      .filter(({ code }) => (code === "chart-policies") === isForCluster)
      .map((warning) => ({ code: "chart-warning", warning, at: locateInChart(warning.path) }));
  const ineffectiveNotes = resolved.ineffective.map(({ path, component }): Note => {
    const finding = findingOf(noEffect, { path, detail: component }, undefined);
    return { code: "finding", finding, at: locate(path) };
  });
  const emptyFiles = chart.layers.filter(({ values }) => isRecord(values) && Object.keys(values).length === 0);
  const emptyNotes = emptyFiles.map(({ file }): Note => ({ code: "empty-chart-values", file }));
  return {
    resolved,
    locate,
    isOwn: (path) => own.at(path) !== undefined,
    notes: [
      ...emptyNotes,
      ...(isOff ? [{ code: "chart-policies-off" } as const] : [...warningNotes(false), ...ineffectiveNotes]),
    ],
    clusterNotes: warningNotes(true),
  };
}

const chartValuesHint =
  "Pass values for Vald's Helm chart, or a ValdRelease, with --chart-values. To compare two versions of chart values, run `render --chart-values` for each version, and then run `diff` on the two outputs.";

const manifestsHint = "Pass manifests with --manifests.";

/** Whether the chart's values were passed as the package's values. */
function areChartValues(values: unknown): boolean {
  if (!isRecord(values)) return false;
  return (
    values["kind"] === "ValdRelease" ||
    ["agent", "discoverer", "gateway", "manager"].some((key) => Object.hasOwn(values, key))
  );
}

/**
 * The user's args merged over those derived from the chart's values, or the user's args alone if the chart's values are
 * invalid.
 */
function mergeOverChart(
  { values, layers }: LoadedValues,
  own: NetworkPoliciesArgs,
): { args: NetworkPoliciesArgs; warnings: readonly ChartWarning[]; chartIssues: readonly Issue[] } {
  try {
    const chartIssues = layers.flatMap((layer) => otherChartFileIssues(layer.values));
    return { ...fromChartValues(values, own), chartIssues };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    return { args: own, warnings: [], chartIssues: error.issues };
  }
}

/** The position of the value at a path, or of the nearest value that contains it. */
function nearestPosition(path: Path, at: (path: Path) => FilePosition | undefined): FilePosition | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const position = at(path.slice(0, depth));
    if (position !== undefined) return position;
  }
  return undefined;
}

function locatedIssue(position: FilePosition | undefined, issue: Issue): string {
  return position === undefined ? formatIssue(issue) : `${formatPosition(position)}: ${formatIssue(issue)}`;
}
