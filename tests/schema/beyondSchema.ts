import type { Path, Problem, ProblemCode } from "../../policy/problem";

/** A kind of problem that JSON Schema cannot see, and why. */
interface Beyond {
  code: ProblemCode;
  why: string;
  /** Which problems of that code; absent: all of them. */
  when?: (problem: Problem, value: unknown) => boolean;
}

/** All that `validate` refuses and the schema lets pass. Nothing here is missed by the component or the command line. */
export const beyondSchema: readonly Beyond[] = [
  { code: "name-collision", why: "compares names of different components, and with the names they have by default" },
  { code: "invalid-except", why: "is arithmetic with two ranges" },
  {
    code: "invalid-end-port",
    why: "compares two numbers; that there is a numeric port beside it, the schema says",
    when: (_, value) => typeof (value as { port?: unknown }).port === "number",
  },
  {
    code: "invalid-cidr",
    why: "host bits are arithmetic",
    when: (problem) => problem.expected === "the range in its canonical spelling",
  },
  {
    code: "invalid-cidr",
    why: "the spellings of IPv6 are too many for a readable pattern, which looks only at the letters and the length",
    when: (_, value) => typeof value === "string" && /^[0-9a-f:]*:[0-9a-f:]*\/\d{1,3}$/.test(value),
  },
  {
    code: "invalid-label-key",
    why: "the length of a part of a text needs a lookahead, which the regular expressions of Go do not have",
    when: ({ path }, value) => [value, path.at(-1)].some((text) => /^[^/]{254,}\//.test(String(text))),
  },
  { code: "annotations-too-large", why: "is a sum over all keys and values, in bytes" },
  { code: "not-plain", why: "a file holds no Outputs or Promises" },
];

/** Whether a problem of these args is one that the schema cannot see. */
export function isBeyond(problem: Problem, args: unknown): boolean {
  const at = problem.code === "invalid-end-port" ? problem.path.slice(0, -1) : problem.path;
  return beyondSchema.some(
    ({ code, when }) => code === problem.code && (when === undefined || when(problem, valueAt(args, at))),
  );
}

function valueAt(args: unknown, path: Path): unknown {
  return path.reduce((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], args);
}
