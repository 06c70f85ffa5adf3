import { stringify } from "yaml";
import { mutated, type Mutation } from "../../tests/schema/jsonMutation";
import { richArgs } from "../../tests/schema/richArgs";

/** What is put somewhere into the text of a values file: YAML's own traps, and what a terminal or an object may act on. */
export const snippets: readonly string[] = [
  ..."\0 \u0007 \u001b[31m \u007f \u0085 \u2028 \u202e \ufeff \ud800 \t \r \r\n \n : - ? | > & * ! % @ ` # [ ] { } , ' \"".split(
    " ",
  ),
  ...[
    "---\n",
    "...\n",
    "%YAML 1.1\n---\n",
    "%YAML 9.9\n---\n",
    "%TAG ! tag:x,2000:\n---\n",
    "<<: *a\n",
    "<<: {a: b}\n",
  ],
  ...[
    "&a ",
    "*a ",
    "&a [*a]",
    "&a {a: *a}",
    "!!binary aGk= ",
    "!!set {a, b}",
    "!!omap [a: b]",
    "!!timestamp 2001-01-01 ",
  ],
  ...[
    "!!str ",
    "!!int ",
    "!!float ",
    "!!null ",
    "!!map ",
    "!!seq ",
    "!!js/function x ",
    "!secret ",
    "!<x> ",
    "!!merge <<: x\n",
  ],
  ...["__proto__: {namespace: x}\n", "constructor: x\n", "toString: x\n", "hasOwnProperty: 1\n", "__proto__: null\n"],
  ...[
    "namespace: a\nnamespace: b\n",
    "? {a: b}\n: c\n",
    "? [a]\n: b\n",
    "? |\n  a\n: b\n",
    "1: a\n'1': b\n",
    "null: a\n",
  ],
  ...[".nan", ".inf", "-.inf", "0x1F", "0o17", "1e999", "9".repeat(400), "2001-01-01", "2001-12-14t21:59:43.10-05:00"],
  ...["~", "null", "yes", "no", "on", "12:30:45", "0777", "1_000", "=", "''", '""', '"\\x1b[2J"', '"\\u202e"', '"\\q"'],
  ...["[".repeat(99), "{a: ".repeat(99), "- ".repeat(99), "? ".repeat(50), "x".repeat(5000), " ".repeat(500)],
  ...[
    "[,]",
    "[,,a]",
    "{,}",
    "{a}",
    "{a: }",
    "- - -",
    "|9\n",
    ">-2\n a",
    "# comment",
    "\u{1f600}",
    "e\u0301".repeat(50),
  ],
  ...["a: &b [x,x,x,x]\nc: &d [*b,*b,*b,*b]\ne: &f [*d,*d,*d,*d]\ng: [*f,*f,*f,*f,*f,*f]\n"],
];

/** A change of the text: what, where (as a part of its length), how long, and with which snippet. */
export interface TextMutation {
  what: "insert" | "replace" | "remove" | "repeat" | "value";
  where: number;
  length: number;
  snippet: string;
}

/** The text of a values file in YAML's block or flow style, first changed as a structure, then as text. */
export function mutatedText(
  structural: readonly Mutation[],
  textual: readonly TextMutation[],
  isFlow: boolean,
  base: unknown = richArgs,
): string {
  const values = mutated(base, structural);
  const text = isFlow ? JSON.stringify(values) : stringify(values);
  return textual.reduce(changed, text);
}

function changed(text: string, { what, where, length, snippet }: TextMutation): string {
  const start = Math.floor(where * text.length);
  const before = text.slice(0, start);
  switch (what) {
    case "insert":
      return before + snippet + text.slice(start);
    case "replace":
      return before + snippet + text.slice(start + length);
    case "remove":
      return before + text.slice(start + length);
    case "repeat":
      return before + text.slice(start, start + length).repeat(2) + text.slice(start + length);
    case "value": {
      // In the place of the next value, so that the rest stays what it was.
      const colon = text.indexOf(": ", start);
      const end = text.indexOf("\n", colon);
      return colon < 0 || end < 0 ? text + snippet : `${text.slice(0, colon + 2)}${snippet}${text.slice(end)}`;
    }
  }
}
