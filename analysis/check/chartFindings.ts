import type { ChartWarning } from "../../chart/chartWarnings";
import type { Finding } from "./finding";

/** Warnings about the chart's values as findings, so that `ignore` can accept them. */
export function chartFindings(warnings: readonly ChartWarning[]): Finding[] {
  return warnings.map(({ code, path, message, remediation }) => ({
    id: "chart-setting",
    severity: "warning",
    path: ["chartValues", ...path],
    detail: code,
    message,
    remediation,
  }));
}
