import { findingText } from "../analysis/check/finding";
import { severities } from "../analysis/check/kinds";
import type { Located, LocatedCheck } from "./locatedCheck";

/** A line for each finding, and how many there are. */
export function checkedText({ findings, ignored }: LocatedCheck): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${plural[severity][count === 1 ? 0 : 1]}`];
  });
  const found = counts.length === 0 ? "Nothing found" : counts.join(", ");
  const left = ignored.length === 0 ? "" : `; ${ignored.length} ignored`;
  return [...findings.map(findingLine), `${found}${left}.`, ""].join("\n");
}

/** `values.yaml:3:5: warning: bare-pod-selector: ...` */
export function findingLine({ at, ...finding }: Located): string {
  return `${at === undefined ? "" : `${at}: `}${finding.severity}: ${findingText(finding)}`;
}

const plural = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["info", "infos"],
} as const;
