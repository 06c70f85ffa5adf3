/** The keys and indexes that lead to a value in the user's input. */
export type Path = readonly (string | number)[];

/** The codes of all issues. They are stable. */
export const issueCodes = [
  "unknown-field",
  "missing-field",
  "null-value",
  "wrong-type",
  "not-plain",
  "invalid-name",
  "invalid-namespace",
  "name-collision",
  "invalid-label-key",
  "invalid-label-value",
  "label-collision",
  "reserved-label",
  "annotations-too-large",
  "empty-pod-labels",
  "empty-peer",
  "conflicting-peer",
  "empty-list",
  "empty-end",
  "conflicting-end",
  "no-component",
  "invalid-operator",
  "invalid-values",
  "invalid-cidr",
  "invalid-except",
  "invalid-port",
  "invalid-protocol",
  "invalid-end-port",
] as const;

/** The code of an issue, such as `missing-field`. `issueCodes` lists all of them. */
export type IssueCode = (typeof issueCodes)[number];

/** One mistake in the input, as data. `formatIssue` turns it into text. */
export interface Issue {
  /** The kind of mistake. */
  code: IssueCode;
  /** The location of the value. Empty if the issue is about the whole input. */
  path: Path;
  /** The actual value: shortened, and quoted if it is a string. Absent if there is no value. */
  value?: string;
  /** A description of the accepted values. */
  expected: string;
  /** How to fix the issue, if `expected` does not make this obvious. */
  hint?: string;
  /**
   * The value is a number or a boolean, but text is expected. In YAML, quotes may be missing. The text is not known from the value:
   * for example, 0 may be written as 00000. Absent means false.
   */
  isUnquoted?: true;
}

/** The maximum number of characters that a message quotes from the user's text. */
const maxValueLength = 80;

/** Formats a path in Pulumi's notation: `components.agent.custom.ingress[0].ports[1].port`, `labels["example.com/team"]`. */
export function formatPath(path: Path): string {
  return path
    .map((key, i) => {
      if (typeof key === "number") return `[${key}]`;
      if (i === 0 && isConfigKey(key)) return key;
      if (key.length > maxValueLength || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `[${quote(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join("");
}

/** Whether a key has the form `project:key`, which Pulumi uses for stack configuration. */
function isConfigKey(key: string): boolean {
  return /^[\w-]+:[\w-]+$/.test(key);
}

/** An issue as a sentence: the location, the actual value, the accepted values, and the hint. */
export function formatIssue(issue: Issue): string {
  return formatIssueAsWritten(issue, undefined);
}

/** Like `formatIssue`, with the value as it is written in a file, if that is known, such as 00000 for 0. */
export function formatIssueAsWritten(issue: Issue, written: string | undefined): string {
  return `${issue.path.length === 0 ? "args" : formatPath(issue.path)}: ${formatExpectation(issue, written)}`;
}

/** An issue as a sentence without the location. */
export function formatExpectation(
  { code, value: parsed, expected, hint: given, isUnquoted }: Issue,
  written?: string,
): string {
  // Nothing is written for a null such as in `agent:`.
  const value = written === undefined || written === "" ? parsed : escapeText(written);
  const quoted = written === undefined ? "" : `: ${quote(written)}`;
  const hint = given ?? (isUnquoted === true ? `quote the value${quoted}` : undefined);
  const isMissing = code === "missing-field" && value === undefined;
  const problem = code === "unknown-field" ? "unknown field" : isMissing ? "missing field" : value && `got ${value}`;
  const found = problem === undefined ? "" : `${problem}; `;
  return `${found}expected ${expected}${hint === undefined ? "" : ` (${hint})`}`;
}

/** Formats a value for a message. The result is always short, printable, and on one line. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "a list";
  if (value !== null && typeof value === "object") return Object.keys(value).length === 0 ? "{}" : "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}

function quote(text: string): string {
  const short = text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
  // JSON.stringify does not escape all of these.
  return escapeText(JSON.stringify(short));
}

/**
 * Escapes characters that a terminal may interpret, such as line breaks and direction marks, and `##[`, which starts a command in
 * the log of a GitHub runner. The escapes are those of JSON, so inside a string in JSON, the value stays the same.
 */
export function escapeText(text: string): string {
  return text
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    )
    .replaceAll("##[", "\\u0023#[");
}

const maxLines = 50;

/** One line for each item. A very long list is cut off, and the last line gives the number of remaining items. */
export function limitedLines<T>(items: readonly T[], line: (item: T) => string): string[] {
  const more = items.length - maxLines;
  return [...items.slice(0, maxLines).map(line), ...(more > 0 ? [`and ${more} more`] : [])];
}
