import { escapeText } from "../../args/schema/issue";

/** Whether a text may need escapes. Most do not, and some are very long. */
const needsEscapes = /[^\t\n\x20-\x7e]|##\[|^\s*::/m;

/**
 * Lines for a terminal or a log. Escapes characters that a terminal may interpret, and what a GitHub runner reads as a command:
 * `##[` anywhere, and `::` at the start of a line. Names in the input may contain either.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function escapeLines(text: string): string {
  if (!needsEscapes.test(text)) return text;
  return text
    .split("\n")
    .map((line) =>
      line
        .split("\t")
        .map(escapeText)
        .join("\t")
        .replace(/^(\s*):(?=:)/, "$1\\u003a"),
    )
    .join("\n");
}

/** JSON text with the same value, in which no string contains what `escapeLines` would escape. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.split("\n").map(escapeText).join("\n")}\n`;
}

/** Text that Markdown shows as it is, without links, markup, mentions, and references. */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~!]/g, "\\$&")
    .replace(/[&@#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/:(?=\/\/)/g, "&#58;")
    .replace(/\bwww\./gi, (prefix) => `${prefix.slice(0, -1)}&#46;`);
}
