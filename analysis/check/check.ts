import type { NetworkPoliciesArgs } from "../../args/args";
import type { Cni } from "../../args/cni";
import { assertValid } from "../../args/invalidArgsError";
import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import { copyOf } from "../../args/schema/copyOf";
import type { Path } from "../../args/schema/issue";
import type { MergedChart } from "../../chart/mergedChart";
import { valdGraph } from "../../graph/valdGraph";
import type { AnalysisInput } from "../model/analysisInput";
import { assertInput } from "../model/assertInput";
import { groupBy } from "../model/groupBy";
import { analysisInputSchema } from "../model/inputSchemas";
import { type AnalysisContext, contextOf } from "../queries/analysisContext";
import { applySuppressions } from "./applySuppressions";
import { chartFindings } from "./chartFindings";
import type { CheckResult } from "./checkResult";
import { checkContext } from "./context";
import type { Detection } from "./detection";
import { type Finding, findingOf } from "./finding";
import { formatLocation } from "../../args/ignores";
import { appliesTo } from "./ruleModule";
import { rank } from "./severity";
import { omitUnresolved } from "./omitUnresolved";
import { ruleModules } from "./rules";

/**
 * The input of `check`: manifests, with args that identify the components. If `policies` is omitted, `check` checks the args
 * themselves.
 */
export interface CheckInput extends AnalysisInput {
  /** The cluster's network plugin (CNI). Enables plugin-specific findings. Default: `args.cni`. */
  cni?: Cni | undefined;
}

/**
 * Finds rules that are valid but risky. Throws `InvalidArgsError`, `NamespaceError`, and `TooManyStepsError` if the policies are
 * too complex.
 */
export function check(input: CheckInput): CheckResult {
  assertInput(input, analysisInputSchema);
  const { args = {}, cni, ...objects } = input;
  const own = copyOf(args);
  assertValid(own);
  return checkValidArgs(own, { objects, cni });
}

/** Like `check`, but for args that are already validated and may have unresolved values. */
export function checkValidArgs(
  args: NetworkPoliciesArgs,
  { objects = {}, ...options }: { objects?: Omit<AnalysisInput, "args"> } & Omit<CheckOptions, "unresolvedPaths"> = {},
): CheckResult {
  const { args: known, unresolvedPaths } = omitUnresolved(args);
  return checkIn(contextOf(resolveValidArgs(valdGraph, known, plainValueOps), objects), {
    ...options,
    unresolvedPaths,
  });
}

interface CheckOptions {
  /** Default: `args.cni`. */
  cni?: Cni | undefined;
  /** The chart's values that the args were merged over. Default: none. */
  chart?: MergedChart | undefined;
  /** The parts of the args that are left out. Default: none. */
  unresolvedPaths?: readonly Path[];
}

/** Like `check`, but in an existing context. */
export function checkIn(
  analysis: AnalysisContext,
  { cni = analysis.resolved.args.cni, chart, unresolvedPaths = [] }: CheckOptions = {},
): CheckResult {
  const context = checkContext(analysis, cni, chart);
  const isUnresolved = (path: Path) => unresolvedPaths.some((part) => JSON.stringify(part) === JSON.stringify(path));
  const findings = ruleModules
    .filter((rule) => appliesTo(rule, cni))
    .flatMap((rule) => {
      const mayVanish = rule.mayVanishWhenResolved?.(unresolvedPaths) === true;
      return rule
        .check(context)
        .filter(({ object, path }) => object !== undefined || !(mayVanish || isUnresolved(path)))
        .map((detection) => findingOf(rule, written(detection, chart), cni));
    });
  return {
    ...applySuppressions(
      sortedFindings([...findings, ...chartFindings(chart?.warnings ?? [])]),
      context,
      unresolvedPaths,
    ),
    unresolvedPaths: [...unresolvedPaths],
  };
}

/** The detection at the location that the user wrote. */
function written(detection: Detection, chart: MergedChart | undefined): Detection {
  return detection.object !== undefined || chart === undefined
    ? detection
    : { ...detection, path: chart.locate(detection.path) };
}

/** Merges the findings of each rule at each location, including their details, and sorts the result. */
function sortedFindings(findings: readonly Finding[]): Finding[] {
  const groups = groupBy(findings, (finding) => [`${finding.id} ${formatLocation(finding)} ${finding.message}`]);
  const merged = [...groups.values()].map(([first, ...others]): Finding => {
    const details = new Set([first, ...others].flatMap(({ detail }) => detail ?? []));
    return details.size === 0 ? first : { ...first, detail: [...details].join(", ") };
  });
  return merged.sort((a, b) => rank(a) - rank(b) || compareLocations(a, b) || compare(a.id, b.id));
}

/** Compares numbers in a path as numbers. */
function compareLocations(a: Finding, b: Finding): number {
  const byObject = compare(a.object ?? "", b.object ?? "");
  if (byObject !== 0) return byObject;
  for (let i = 0; i < Math.max(a.path.length, b.path.length); i++) {
    const [x, y] = [a.path[i] ?? "", b.path[i] ?? ""];
    if (x !== y) return typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y));
  }
  return 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
