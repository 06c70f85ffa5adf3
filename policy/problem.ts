/** Where a value stands in what the user gave: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** What can be wrong with args; the codes are stable. */
export const problemCodes = [
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

export type ProblemCode = (typeof problemCodes)[number];

/** One thing that is wrong, as data; `problemText` is its wording. */
export interface Problem {
  code: ProblemCode;
  path: Path;
  /** The value found, shortened and in quotes where it is text; left out when nothing is there. */
  value?: string;
  /** What would be accepted. */
  expected: string;
  /** What to do, where that is more than giving what is expected. */
  hint?: string;
}

/** How much of a text of the user's is shown. */
const longest = 80;

/** A path as Pulumi writes it: `components.agent.custom.ingress[0].ports[1].port`, `labels["example.com/team"]`. */
export function pathText(path: Path): string {
  return path
    .map((key, i) => {
      if (typeof key === "number") return `[${key}]`;
      if (i === 0 && isConfigKey(key)) return key;
      if (key.length > longest || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `[${quoted(key)}]`;
      return i === 0 ? key : `.${key}`;
    })
    .join("");
}

/** `project:key`, as Pulumi names a value of a stack's config. */
function isConfigKey(key: string): boolean {
  return /^[\w-]+:[\w-]+$/.test(key);
}

/** A problem as a sentence: where, what is there, what is accepted, what to do. */
export function problemText({ code, path, value, expected, hint }: Problem): string {
  const where = path.length === 0 ? "args" : pathText(path);
  const found = code === "unknown-field" ? "unknown field; " : value === undefined ? "" : `${value} given; `;
  return `${where}: ${found}expected ${expected}${hint === undefined ? "" : ` (${hint})`}`;
}

/** A value as it is shown in a message: on one line, printable, short whatever was given. */
export function valueText(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "a list";
  if (value !== null && typeof value === "object") return Object.keys(value).length === 0 ? "{}" : "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}

function quoted(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  // JSON leaves DEL, C1 controls and direction marks as they are.
  return printable(JSON.stringify(short));
}

/** Text for a message: what a terminal may act on is written as an escape, such as a line break or a direction mark. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

const mostShown = 50;

/** Problems as lines, each worded by `line`; of very many only the first, and how many more there are. */
export function problemLines<T>(problems: readonly T[], line: (problem: T) => string): string[] {
  const more = problems.length - mostShown;
  return [...problems.slice(0, mostShown).map(line), ...(more > 0 ? [`and ${more} more`] : [])];
}
