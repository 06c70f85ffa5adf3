import { findingText } from "../analysis/check/finding";
import { severities } from "../analysis/check/kinds";
import type { LocatedCheck } from "./locatedCheck";

/** A line for each finding, and how many there are. */
export function checkedText({ findings, ignored }: LocatedCheck): string {
  const lines = findings.map(
    ({ at, ...finding }) => `${at === undefined ? "" : `${at}: `}${finding.severity}: ${findingText(finding)}`,
  );
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${plural[severity][count === 1 ? 0 : 1]}`];
  });
  const found = counts.length === 0 ? "Nothing found" : counts.join(", ");
  const left = ignored.length === 0 ? "" : `; ${ignored.length} ignored`;
  return [...lines, `${found}${left}.`, ""].join("\n");
}

const plural = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  info: ["info", "infos"],
} as const;
