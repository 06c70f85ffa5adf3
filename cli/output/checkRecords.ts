import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { type Finding, formatFinding } from "../../analysis/check/finding";
import { formatLocation } from "../../args/ignores";
import type { FindingRule } from "../../analysis/check/findingRule";
import type { FindingId } from "../../args/findingIds";
import type { Severity } from "../../analysis/check/severity";
import { escapeText } from "../../args/schema/issue";
import { findingRules } from "../../analysis/check/findingRules";
import { sentence } from "../../analysis/text/sentence";
import { homepage, version } from "../../package.json";
import { formatPosition } from "../filePosition";
import type { Located, LocatedCheck } from "./locatedCheck";
import { jsonText } from "./escape";
import type { CheckOutput } from "./jsonOutputs";
import { findingUrl } from "./findingUrl";

/** The findings as JSON. */
export function checkJson({ findings, ignored }: LocatedCheck): string {
  const record = <F extends Finding>({ at, file: _, ...finding }: Located<F>) => ({
    ...finding,
    ...(at !== undefined && { at: formatPosition(at) }),
  });
  const output: CheckOutput = { findings: findings.map(record), ignored: ignored.map(record) };
  return jsonText(output);
}

/**
 * A SARIF 2.1.0 log for code scanning. Ignored findings are suppressed results.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkSarif({ findings, ignored }: LocatedCheck): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: { name: "vald-netpol", version, informationUri: homepage, rules: findingRules.map(ruleDescriptor) },
        },
        results: [
          ...findings.map(sarifResult),
          ...ignored.map(({ reason, ...finding }): Result => ({
            ...sarifResult(finding),
            suppressions: [{ kind: "inSource", justification: reason }],
          })),
        ],
      },
    ],
  };
  return jsonText(log);
}

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

/**
 * Code scanning requires the texts, although SARIF does not.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
function ruleDescriptor({ id, severity, message, remediation }: FindingRule<FindingId>): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: sentence(message) },
    fullDescription: { text: sentence(message) },
    help: { text: `${sentence(message)} ${sentence(remediation)}` },
    helpUri: findingUrl(id),
    defaultConfiguration: { level: levels[severity] },
  };
}

function sarifResult({ at, file = at?.file, ...finding }: Located<Finding>): Result {
  const location = formatLocation(finding);
  return {
    ruleId: finding.id,
    ruleIndex: findingRules.findIndex(({ id }) => id === finding.id),
    level: levels[finding.severity],
    // `[text](target)` would be a link.
    message: { text: escapeText(formatFinding(finding)).replaceAll("](", "]\\(") },
    // Code scanning rejects a location without a file.
    ...(file !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            ...(at !== undefined && { region: { startLine: at.line, startColumn: at.column } }),
          },
          ...(location !== "" && { logicalLocations: [{ fullyQualifiedName: location }] }),
        },
      ],
    }),
  };
}

/**
 * A file's URI. It is relative to the current folder if the file is in this folder, because code scanning assumes that the
 * current folder is the repository.
 */
function uriOf(file: string): string {
  if (file === "-") return "stdin";
  const path = relative(".", file);
  if (path.startsWith("..") || isAbsolute(path)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
