import type { PodFinding } from "../analysis/podFindings";
import type { Verification } from "../analysis/verify";
import { connectionLines, listText } from "./connectionLines";

/** What `verify` found, in words. */
export function verificationText({ holds, open, closed, pods }: Verification): string {
  if (holds) return "Exactly what the documented table and the values declare is open.\n";
  const sections: [string, string[]][] = [
    ["Open, and should not be:", connectionLines(open)],
    ["Closed, and should not be:", connectionLines(closed)],
    ["Pods and policies that miss each other:", pods.map(findingLine)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${[title, ...lines].join("\n")}\n`)
    .join("\n");
}

function findingLine({ code, name, open = [] }: PodFinding): string {
  return code === "pod-without-policy"
    ? `  ${code}: ${name} is open for ${listText(open)}; do its labels fit a policy?`
    : `  ${code}: ${name} isolates nothing; do the labels of its pods fit, or is the component off?`;
}
