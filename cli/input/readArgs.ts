import { findingOf } from "../../analysis/check/finding";
import { noEffect } from "../../analysis/check/rules/noEffect";
import type { NetworkPoliciesArgs } from "../../args/args";
import { InvalidArgsError } from "../../args/invalidArgsError";
import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { isRecord } from "../../args/schema/isRecord";
import { formatIssue, formatIssueAsWritten, type Issue, limitedLines, type Path } from "../../args/schema/issue";
import { valuesFileSchema } from "../../args/argsSchema";
import { validateSchema } from "../../args/schema/validateSchema";
import { chartPath } from "../../chart/chartPath";
import type { ChartWarning } from "../../chart/chartWarnings";
import { type MergedChart, mergedChart } from "../../chart/mergedChart";
import { fromChartValues } from "../../chart/fromChartValues";
import { otherChartFileIssues } from "../../chart/otherChart";
import { valdGraph } from "../../graph/valdGraph";
import { type FilePosition, formatPosition } from "../filePosition";
import type { Note } from "../note";
import { InputError } from "./inputError";
import { chartValues, type LoadedValues, ownValues, readValues } from "./readValues";

/** Valid args from values files, with the positions of their parts. */
export interface ReadArgs {
  resolved: ResolvedArgs;
  /** Whether the values set `strict`, which findings the Pulumi component treats like invalid args. */
  isStrict: boolean;
  /** The position of the value at a path, or of the nearest value that contains it. */
  locate(path: Path): FilePosition | undefined;
  /** The chart's values, for `check`. Undefined if there are none. Their warnings are notes instead. */
  chart: MergedChart | undefined;
  notes: Note[];
  /** Additional notes for policies that are applied to a cluster, where the chart may create policies too. */
  clusterNotes: Note[];
}

/** The fields of a values file. */
type ValuesFile = NetworkPoliciesArgs & { adopt?: boolean; strict?: boolean };

/** What to tell a user who passed another kind of file as values. */
export interface OtherFileHints {
  forManifests: string;
  forChartValues: string;
}

const analysisHints: OtherFileHints = {
  forManifests: "Pass manifests with --manifests.",
  forChartValues: "Pass values for Vald's Helm chart, or a ValdRelease, with --chart-values.",
};

/**
 * Reads the args from values files and merges them over the args from the chart's values files. `namespace` takes precedence
 * over both. Throws `InputError` with every issue.
 */
export function readArgs(
  files: readonly string[],
  namespace: string | undefined,
  chartFiles: readonly string[] = [],
  hints: Partial<OtherFileHints> = {},
): ReadArgs {
  const own = readValues(files, ownValues);
  const chart = readValues(chartFiles, chartValues);
  const locateInChart = (path: Path) => nearestPosition(path, chart.at);
  const ownArgs = { ...(own.values as ValuesFile), ...(namespace !== undefined && { namespace }) };
  const {
    args: allArgs,
    warnings,
    chartIssues,
  } = chartFiles.length === 0 ? { args: ownArgs, warnings: [], chartIssues: [] } : mergeOverChart(chart, ownArgs);

  const locate = (path: Path) =>
    path[0] === "chartValues"
      ? locateInChart(path.slice(1))
      : nearestPosition(
          path,
          (part) => own.at(part) ?? (own.replaces(part) ? undefined : chart.at(chartPath(chart.values, part))),
        );
  // Each line is formatted only if it is shown, because the time to find a position is proportional to the file size.
  const lines = [
    ...chartIssues.map((issue) => () => locatedIssue(locateInChart(issue.path), issue, chart.writtenAt(issue.path))),
    ...validateSchema(allArgs, valuesFileSchema, []).map((issue) => () => {
      const isFromOption = namespace !== undefined && issue.path[0] === "namespace";
      return isFromOption
        ? `--namespace: ${formatIssue(issue)}`
        : locatedIssue(locate(issue.path), issue, own.writtenAt(issue.path));
    }),
  ];
  if (lines.length > 0) {
    const { forManifests, forChartValues } = { ...analysisHints, ...hints };
    if (areChartValues(own.values)) lines.push(() => forChartValues);
    else if (isRecord(own.values) && "apiVersion" in own.values) lines.push(() => forManifests);
    throw new InputError(limitedLines(lines, (line) => line()).join("\n"));
  }

  const { strict = false, adopt = false, ...args } = allArgs;
  const resolved = resolveValidArgs(valdGraph, args, plainValueOps);
  const isOff = chartFiles.length > 0 && !resolved.policiesEnabled;
  const warningNotes = (isForCluster: boolean): Note[] =>
    warnings
      .filter(({ code }) => (code === "chart-policies") === isForCluster)
      .map((warning) => ({ code: "chart-warning", warning, at: locateInChart(warning.path), files: chartFiles }));
  const ineffectiveNotes = resolved.ineffective.map(({ path, component }): Note => {
    const finding = findingOf(noEffect, { path, detail: component }, undefined);
    return { code: "finding", finding, at: locate(path) };
  });
  const emptyFiles = chart.layers.filter(({ values }) => isRecord(values) && Object.keys(values).length === 0);
  const emptyNotes = emptyFiles.map(({ file }): Note => ({ code: "empty-chart-values", file }));
  const ignoredNotes = (["adopt", "strict"] as const)
    .filter((field) => ({ adopt, strict })[field])
    .map((field): Note => ({ code: "ignored-field", field, at: locate([field]) }));
  return {
    resolved,
    isStrict: strict,
    locate,
    chart: chartFiles.length === 0 ? undefined : mergedChart(chart.values, ownArgs, []),
    notes: [
      ...emptyNotes,
      ...ignoredNotes,
      ...(isOff ? [{ code: "chart-policies-off" as const }] : []),
      ...warningNotes(false),
      ...(isOff ? [] : ineffectiveNotes),
    ],
    clusterNotes: warningNotes(true),
  };
}

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
  own: ValuesFile,
): { args: ValuesFile; warnings: readonly ChartWarning[]; chartIssues: readonly Issue[] } {
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

function locatedIssue(position: FilePosition | undefined, issue: Issue, written: string | undefined): string {
  const text = formatIssueAsWritten(issue, written);
  return position === undefined ? text : `${formatPosition(position)}: ${text}`;
}
