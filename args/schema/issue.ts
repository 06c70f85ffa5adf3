/** The keys and indexes that lead to a value in the user's input. */
export type Path = readonly (string | number)[];

/** What can be wrong with args. The codes are stable. */
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

export type IssueCode = (typeof issueCodes)[number];

/** One thing that is wrong with the input, as data. `formatIssue` puts it into words. */
export interface Issue {
  code: IssueCode;
  path: Path;
  /** The value found: shortened, and quoted if it is a string. Absent if there is no value. */
  value?: string;
  /** What is accepted. */
  expected: string;
  /** What to do, if `expected` does not say it. */
  hint?: string;
}

/** The number of characters of the user's text that a message shows. */
const maxValueLength = 80;

/** A path as Pulumi writes it: `components.agent.custom.ingress[0].ports[1].port`, `labels["example.com/team"]`. */
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

/** `project:key`, as Pulumi names a value in a stack's config. */
function isConfigKey(key: string): boolean {
  return /^[\w-]+:[\w-]+$/.test(key);
}

/** An issue as a sentence: where it is, what was found, what is accepted, and what to do. */
export function formatIssue(issue: Issue): string {
  return `${issue.path.length === 0 ? "args" : formatPath(issue.path)}: ${formatExpectation(issue)}`;
}

/** The same without the location. */
export function formatExpectation({ code, value, expected, hint }: Issue): string {
  const found = code === "unknown-field" ? "unknown field; " : value === undefined ? "" : `got ${value}; `;
  return `${found}expected ${expected}${hint === undefined ? "" : ` (${hint})`}`;
}

/** A value for a message: one line, printable, and short whatever the input is. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "a list";
  if (value !== null && typeof value === "object") return Object.keys(value).length === 0 ? "{}" : "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}

function quote(text: string): string {
  const short = text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
  // JSON.stringify leaves DEL, C1 controls and direction marks unchanged.
  return escapeControlCharacters(JSON.stringify(short));
}

/** Text for a message: characters that a terminal may interpret, such as line breaks and direction marks, become escapes. */
export function escapeControlCharacters(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const maxLines = 50;

/** One line for each item; for a very long list only the first ones, and how many more there are. */
export function limitedLines<T>(items: readonly T[], line: (item: T) => string): string[] {
  const more = items.length - maxLines;
  return [...items.slice(0, maxLines).map(line), ...(more > 0 ? [`and ${more} more`] : [])];
}
