import * as pulumi from "@pulumi/pulumi";
import { checkValidArgs } from "../analysis/check/check";
import type { CheckResult } from "../analysis/check/checkResult";
import { type Finding, formatFinding } from "../analysis/check/finding";
import { TooManyStepsError } from "../analysis/sets/diagrams";
import type { NetworkPoliciesArgs } from "../args/args";
import { formatPath, limitedLines } from "../args/schema/issue";
import type { MergedChart } from "../chart/mergedChart";
import { FindingsError } from "./findingsError";

/**
 * Checks valid args, which may contain values that are not known yet. Throws `FindingsError` if `strict` is true and there is a
 * serious finding.
 */
export function checkArgs(args: unknown, chart: MergedChart | undefined): CheckResult {
  // Cast: the args are valid.
  const { adopt: _, strict, ...policyArgs } = args as NetworkPoliciesArgs & { adopt?: boolean; strict?: boolean };
  const result = checkedArgs(policyArgs, chart, strict === true);
  const serious = result.findings.filter(isSerious);
  if (strict === true && serious.length > 0) throw new FindingsError(serious);
  return result;
}

/** Without `strict`, args that are too complex to check can be deployed. */
function checkedArgs(args: NetworkPoliciesArgs, chart: MergedChart | undefined, isStrict: boolean): CheckResult {
  try {
    return checkValidArgs(args, { chart });
  } catch (error) {
    if (isStrict || !(error instanceof TooManyStepsError)) throw error;
    void pulumi.log.warn(`there may be findings: ${error.message}`);
    return { findings: [], ignored: [], unresolvedPaths: [] };
  }
}

/** Logs serious findings as warnings and other findings as information. */
export function logFindings({ findings, unresolvedPaths }: CheckResult, resource: pulumi.Resource): void {
  const [serious, others] = [findings.filter(isSerious), findings.filter((finding) => !isSerious(finding))];
  for (const line of limitedLines(serious, formatFinding)) void pulumi.log.warn(line, resource);
  for (const line of limitedLines(others, formatFinding)) void pulumi.log.info(line, resource);
  if (unresolvedPaths.length > 0)
    void pulumi.log.info(
      `not checked yet, because these values are not known: ${limitedLines(unresolvedPaths, formatPath).join(", ")}`,
      resource,
    );
}

/** A finding, with its location as text. */
export interface ReportedFinding extends Omit<Finding, "path" | "object"> {
  /** The location in the args, such as `edges[0].ports`, as `ignore` accepts it. Empty if the finding is about all args. */
  path: string;
}

export function reportedFindings(findings: readonly Finding[]): ReportedFinding[] {
  return findings.map(({ object: _, ...finding }) => ({ ...finding, path: formatPath(finding.path) }));
}

function isSerious({ severity }: Finding): boolean {
  return severity !== "info";
}
