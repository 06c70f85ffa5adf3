import { findingOf } from "../analysis/check/finding";
import { withoutEffect } from "../analysis/check/isolation";
import { chartPath } from "../chart/chartPath";
import type { ChartWarning } from "../chart/chartWarnings";
import { fromChartValues } from "../chart/fromChartValues";
import type { NetworkPoliciesArgs } from "../policy/args";
import { InvalidArgsError } from "../policy/assertValid";
import { isRecord } from "../policy/isRecord";
import { type Path, pathText, type Problem, problemLines, problemText } from "../policy/problem";
import { validate } from "../policy/validate";
import { findingLine } from "./checkedText";
import { InputError } from "./inputError";
import { MisuseError } from "./misuseError";
import { largestChartValues, largestValues, readValues } from "./readValues";

/** Args as the user gave them in values files, checked, and where in the files a part of them stands. */
export interface ReadArgs {
  args: NetworkPoliciesArgs;
  /** `file:line:column` of what stands at a path, or of the nearest thing around it. */
  locate(path: Path): string | undefined;
  /** Whether values of the package say what stands at a path, and not the chart's. */
  isOwn(path: Path): boolean;
  /** For stderr, a line each. */
  notes: string[];
  /** The same, where the policies are made for a cluster: what else may make some there. */
  forCluster: string[];
}

/**
 * The args of the values files, over those that files with values of Vald's chart stand for; `namespace` takes precedence.
 * Throws `InputError` with every problem when they are wrong.
 */
export function readArgs(
  files: readonly string[],
  namespace: string | undefined,
  chartFiles: readonly string[] = [],
): ReadArgs {
  if (files.includes("-") && chartFiles.includes("-"))
    throw new MisuseError("stdin can be the values or the chart's values only");
  const own = readValues(files, largestValues);
  const chart = readValues(chartFiles, largestChartValues);
  const atChart = (path: Path) => nearest(path, chart.at);
  const given = { ...(own.values as NetworkPoliciesArgs), ...(namespace !== undefined && { namespace }) };
  const { args, warnings, wrong } =
    chartFiles.length === 0 ? { args: given, warnings: [], wrong: [] } : withChart(chart.values, given);

  const locate = (path: Path) =>
    nearest(path, (part) => own.at(part) ?? (own.replaces(part) ? undefined : chart.at(chartPath(chart.values, part))));
  // Worded only where it is shown: to look a place up takes as long as the file is.
  const lines = [
    ...wrong.map((problem) => () => located(atChart(problem.path), problem)),
    ...validate(args).map((problem) => () => {
      const isFromFlag = namespace !== undefined && problem.path[0] === "namespace";
      return located(isFromFlag ? "--namespace" : locate(problem.path), problem);
    }),
  ];
  if (lines.length > 0 && isOfChart(own.values)) lines.push(() => ofChart);
  else if (lines.length > 0 && isRecord(own.values) && "apiVersion" in own.values) lines.push(() => ofKubernetes);
  if (lines.length > 0) throw new InputError(problemLines(lines, (line) => line()).join("\n"));

  const isOff = chartFiles.length > 0 && args.defaults?.networkPolicy?.enabled === false;
  const notesOf = (isForCluster: boolean) =>
    warnings
      .filter(({ code }) => (code === "chart-policies") === isForCluster)
      .map(({ path, text }) => `${atChart(path) ?? "chart"}: warning: ${pathText(path)}: ${text}`);
  const gone = withoutEffect(args)
    .flatMap((found) => findingOf(found, undefined) ?? [])
    .map((finding) => findingLine({ ...finding, at: locate(finding.path) ?? "values" }));
  const isOwn = (path: Path) => own.at(path) !== undefined;
  return {
    args,
    locate,
    isOwn,
    notes: isOff ? [policiesAreOff] : [...notesOf(false), ...gone],
    forCluster: notesOf(true),
  };
}

export const policiesAreOff =
  "The chart's values leave policies off: there are some only where defaults.networkPolicy.enabled is true, best in -f.";

const ofChart =
  "Values of Vald's Helm chart, or a ValdRelease, are given with --chart-values; a side of diff is what `render --chart-values` prints.";

const ofKubernetes = "Manifests are given with --manifests.";

/** Whether values that are given as those of the package are the chart's. */
function isOfChart(values: unknown): boolean {
  if (!isRecord(values)) return false;
  return (
    values["kind"] === "ValdRelease" ||
    ["agent", "discoverer", "gateway", "manager"].some((key) => Object.hasOwn(values, key))
  );
}

/** Args over those of the chart's values; alone where these are wrong. */
function withChart(
  values: unknown,
  own: NetworkPoliciesArgs,
): { args: NetworkPoliciesArgs; warnings: readonly ChartWarning[]; wrong: readonly Problem[] } {
  try {
    return { ...fromChartValues(values, own), wrong: [] };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    return { args: own, warnings: [], wrong: error.problems };
  }
}

/** Where a path stands, or the nearest thing around it. */
function nearest(path: Path, at: (path: Path) => string | undefined): string | undefined {
  for (let depth = path.length; depth > 0; depth--) {
    const where = at(path.slice(0, depth));
    if (where !== undefined) return where;
  }
  return undefined;
}

function located(where: string | undefined, problem: Problem): string {
  return where === undefined ? problemText(problem) : `${where}: ${problemText(problem)}`;
}
