import { isIPv4 } from "node:net";
import type { Issue, IssueCode, Path } from "../args/schema/issue";

/** A kind of issue that JSON Schema cannot express. */
interface InexpressibleIssue {
  code: IssueCode;
  reason: string;
  /** Selects issues of this code. `value` is the value with the issue. Default: all issues. */
  when?: (value: unknown, issue: Issue) => boolean;
}

/**
 * The issues that `validate` reports in args that `values.schema.json` accepts. The Pulumi component and the command line report
 * all of these issues.
 */
export const inexpressibleIssues: readonly InexpressibleIssue[] = [
  { code: "name-collision", reason: "the names of several components are compared, including default names" },
  { code: "label-collision", reason: "the labels of several components are compared, including default labels" },
  { code: "invalid-except", reason: "one CIDR block must lie inside another" },
  {
    code: "invalid-end-port",
    reason: "two numbers are compared; the schema only requires a numeric port beside endPort",
    when: (value) => typeof (value as { port?: unknown }).port === "number",
  },
  {
    code: "invalid-cidr",
    reason: "host bits must be zero",
    when: (value) => isIPv4Block(value),
  },
  {
    code: "invalid-cidr",
    reason: "a readable pattern for IPv6 checks only the characters and the prefix length",
    when: (value) => typeof value === "string" && /^[0-9a-f:]*:[0-9a-f:]*\/\d{1,3}$/.test(value),
  },
  {
    code: "invalid-label-key",
    reason: "the length limit of the prefix needs a lookahead, which Go's regular expressions lack",
    when: (value, { path }) => [value, path.at(-1)].some((text) => /^[^/]{254,}\//.test(String(text))),
  },
  { code: "annotations-too-large", reason: "the limit is on the sum over all keys and values, in bytes" },
  { code: "not-plain", reason: "a file contains no Outputs or Promises" },
];

/** Whether the schema cannot express this issue in these args. */
export function isInexpressible(issue: Issue, args: unknown): boolean {
  const path = issue.code === "invalid-end-port" ? issue.path.slice(0, -1) : issue.path;
  return inexpressibleIssues.some(
    ({ code, when }) => code === issue.code && (when === undefined || when(valueAt(args, path), issue)),
  );
}

function isIPv4Block(value: unknown): boolean {
  const [address = "", length = "", ...rest] = String(value).split("/");
  return rest.length === 0 && isIPv4(address) && /^\d\d?$/.test(length) && Number(length) <= 32;
}

function valueAt(args: unknown, path: Path): unknown {
  return path.reduce((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], args);
}
