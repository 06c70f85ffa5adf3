import { isAbsolute, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { type Finding, findingText, placeText } from "../analysis/check/finding";
import { findingKinds, type Severity } from "../analysis/check/kinds";
import { version } from "../package.json";
import type { FindingId } from "../policy/findingIds";
import type { Located, LocatedCheck } from "./locatedCheck";

/** As records; `at` is left out where a finding is in no file. */
export function checkedJson(checked: LocatedCheck): string {
  return `${JSON.stringify(checked, undefined, 2)}\n`;
}

/**
 * A log in SARIF 2.1.0, as code scanning takes it; what is ignored is in it as suppressed.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function checkedSarif({ findings, ignored }: LocatedCheck): string {
  const ids = [...new Set([...findings, ...ignored].map(({ id }) => id))].sort();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "vald-netpol", version, rules: ids.map(ruleOf) } },
        results: [
          ...findings.map((finding) => resultOf(finding, ids)),
          ...ignored.map(({ reason, ...finding }): Result => ({
            ...resultOf(finding, ids),
            suppressions: [{ kind: "inSource", justification: reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, string>;

function ruleOf(id: FindingId): ReportingDescriptor {
  const { severity, why, mend } = findingKinds[id];
  return {
    id,
    shortDescription: { text: sentence(why) },
    help: { text: `${sentence(why)} ${sentence(mend)}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf({ at, ...finding }: Located<Finding>, ids: readonly FindingId[]): Result {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(at ?? "") ?? [];
  const place = placeText(finding);
  return {
    ruleId: finding.id,
    ruleIndex: ids.indexOf(finding.id),
    level: levels[finding.severity],
    message: { text: findingText(finding) },
    // Code scanning takes no location without a file.
    ...(file !== undefined && {
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: uriOf(file) },
            region: { startLine: Number(line), startColumn: Number(column) },
          },
          ...(place !== "" && { logicalLocations: [{ fullyQualifiedName: place }] }),
        },
      ],
    }),
  };
}

/** Seen from the folder that is current, where it is in there: code scanning takes that for the repository. */
function uriOf(file: string): string {
  if (file === "<stdin>") return "stdin";
  const path = relative(".", file);
  if (path.startsWith("..") || isAbsolute(path)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
