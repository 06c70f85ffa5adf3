import { formatFinding } from "../../analysis/check/finding";
import { severities } from "../../analysis/check/severity";
import { formatPosition } from "../filePosition";
import type { Located, LocatedCheck } from "./locatedCheck";

/** One line for each finding, and a summary. */
export function checkText(result: LocatedCheck): string {
  return [...result.findings.map(findingLine), checkSummary(result), ""].join("\n");
}

/** `1 error, 2 warnings; 1 ignored.` */
export function checkSummary({ findings, ignored }: LocatedCheck): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${nouns[severity][count === 1 ? 0 : 1]}`];
  });
  const summary = counts.length === 0 ? "No findings" : counts.join(", ");
  return `${summary}${ignored.length === 0 ? "" : `; ${ignored.length} ignored`}.`;
}

/** `values.yaml:3:5: warning: bare-pod-selector: ...` */
export function findingLine({ at, file: _, ...finding }: Located): string {
  return `${at === undefined ? "" : `${formatPosition(at)}: `}${finding.severity}: ${formatFinding(finding)}`;
}

const nouns = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["info", "infos"],
} as const;
