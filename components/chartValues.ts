import { componentArgsSchema } from "../args/argsSchema";
import { InvalidArgsError } from "../args/invalidArgsError";
import { isRecord } from "../args/schema/isRecord";
import type { Issue, Path } from "../args/schema/issue";
import type { Schema } from "../args/schema/schema";
import { UNRESOLVED } from "../args/schema/unresolved";
import { validateSchema } from "../args/schema/validateSchema";
import type { ChartWarning } from "../chart/chartWarnings";
import { fromChartValues } from "../chart/fromChartValues";
import { type MergedChart, mergedChart } from "../chart/mergedChart";
import { maskOutputs } from "./maskOutputs";
import type { ValdNetworkPoliciesArgs } from "./valdNetworkPoliciesArgs";

/** Valid args, merged over the args from the chart's values. */
export interface MergedArgs {
  args: Omit<ValdNetworkPoliciesArgs, "chartValues">;
  /** The chart's values. Absent if there are none. */
  chart?: MergedChart;
}

/** Validates args and merges them over those from `chartValues`. Throws `InvalidArgsError` with every issue in both. */
export function withChartValues(all: ValdNetworkPoliciesArgs): MergedArgs {
  const ownIssues = validateSchema(maskOutputs(all), componentArgsSchema, []);
  if (!isRecord(all) || !isRecord(all.chartValues)) {
    throwIfAny(ownIssues);
    return { args: all };
  }
  const { chartValues, ...own } = all;
  const { args, warnings, issues } = merged(chartValues, own);
  throwIfAny([...ownIssues, ...issues]);
  const chart = mergedChart(chartValues, own, warnings);
  // The args and the chart's values may contradict each other. For example, both may use the same name.
  const conflicts = validateSchema(maskOutputs(args), componentArgsSchema, []);
  throwIfAny(conflicts.map((issue) => ({ ...issue, path: chart.locate(issue.path) })));
  return { args, chart };
}

function merged(
  chartValues: unknown,
  own: MergedArgs["args"],
): { args: MergedArgs["args"]; warnings: readonly ChartWarning[]; issues: readonly Issue[] } {
  const masked = maskOutputs(chartValues);
  const outputs = unresolvedPaths(masked).flatMap((path) => validateSchema(UNRESOLVED, chartValue, path));
  try {
    return { ...fromChartValues(masked, own), issues: inChart(outputs) };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    // The chart's schema also reports some of the Outputs.
    const others = error.issues.filter(({ code }) => code !== "not-plain");
    return { args: own, warnings: [], issues: inChart([...outputs, ...others]) };
  }
}

const chartValue: Schema = { kind: "object", label: "a setting of Vald's chart", fields: {}, plain: true };

function inChart(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => ({ ...issue, path: ["chartValues", ...issue.path] }));
}

function unresolvedPaths(value: unknown, path: Path = []): Path[] {
  if (value === UNRESOLVED) return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => unresolvedPaths(item, [...path, i]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => unresolvedPaths(inner, [...path, key])) : [];
}

function throwIfAny(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new InvalidArgsError(issues);
}
