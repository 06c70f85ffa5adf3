import type { Finding } from "../../analysis/check/finding";
import { escapeText } from "../../args/schema/issue";
import { formatLocation } from "../../args/ignores";
import { formatPosition } from "../filePosition";
import { checkSummary } from "./checkText";
import { markdownText } from "./escape";
import { findingUrl } from "./findingUrl";
import type { Located, LocatedCheck } from "./locatedCheck";

/** The findings as a Markdown table, for a pull request, and a summary. */
export function checkMarkdown(result: LocatedCheck): string {
  const rows = result.findings.map(({ at, file: _, ...finding }) => {
    const { severity, id, message, remediation } = finding;
    // Only the location contains names from the input. The other texts are written in Markdown.
    const location = markdownText(escapeText(locationText({ at, ...finding })));
    const cells = [severity, `[${id}](${findingUrl(id)})`, location, ...[message, remediation].map(escapePipes)];
    return `| ${cells.join(" | ")} |`;
  });
  const head = ["| severity | finding | location | message | remediation |", "| :--- | :--- | :--- | :--- | :--- |"];
  return [...(rows.length === 0 ? [] : [...head, ...rows, ""]), checkSummary(result), ""].join("\n");
}

/** `values.yaml:3:5: edges[0] (UDP 53)` */
function locationText({ at, detail, ...finding }: Located<Finding>): string {
  const where = [formatLocation(finding), ...(detail === undefined ? [] : [`(${detail})`])].filter(
    (part) => part !== "",
  );
  return [...(at === undefined ? [] : [formatPosition(at)]), ...(where.length === 0 ? [] : [where.join(" ")])].join(
    ": ",
  );
}

function escapePipes(text: string): string {
  return text.replaceAll("|", "\\|");
}
