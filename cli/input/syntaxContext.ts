import { loadAll, type State, YAMLException } from "js-yaml";
import { escapeText, formatValue } from "../../args/schema/issue";
import { kubectlSchema } from "../kubectlSchema";
import { startOf } from "./positions";
import { type TextPosition } from "./textPosition";

/** What explains a syntax error beside its position. */
export interface SyntaxContext {
  /** The key that its map contains twice, as it is and as a message shows it, and its first position. */
  duplicateKey?: { key: string; shown: string; first: TextPosition };
  /** The bracket or the quote that is not closed, or that may be closed by a quote that was meant to open a text. */
  unclosed?: { character: string; position: TextPosition };
}

/** A value that the reader is reading, with the keys that it has read. */
interface OpenValue {
  start: Start;
  keys: { key: string; shown: string; start: Start }[];
}

interface Start extends TextPosition {
  index: number;
  character: string;
}

/** Reads text that the YAML reader rejects a second time, to find what explains the error. */
export function syntaxContext(text: string): SyntaxContext {
  const open: OpenValue[] = [];
  let lastQuote: { start: Start; endLine: number } | undefined;
  const listener = (event: "open" | "close", state: State): void => {
    if (event === "open") {
      open.push({ start: startAt(state), keys: [] });
      return;
    }
    const closed = open.pop();
    if (closed === undefined) return;
    const { start } = closed;
    if (isQuote(start.character)) lastQuote = { start, endLine: state.line };
    if (!isBeforeColon(state)) return;
    const shown = shownKey(state.result, state.input.slice(start.index, state.position).trim());
    open.at(-1)?.keys.push({ key: String(state.result), shown, start });
  };
  try {
    loadAll(text, null, { schema: kubectlSchema, listener });
    return {};
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { position, line } = error.mark;
    return contextAt(text, open, position, line, lastQuote);
  }
}

function contextAt(
  text: string,
  open: readonly OpenValue[],
  position: number,
  line: number,
  lastQuote: { start: Start; endLine: number } | undefined,
): SyntaxContext {
  const keys = open.at(-1)?.keys ?? [];
  const duplicate = keys.find(({ start }) => start.index === position);
  const first = keys.find(({ key }) => key === duplicate?.key);
  if (duplicate !== undefined && first !== undefined && first !== duplicate)
    return { duplicateKey: { key: duplicate.key, shown: duplicate.shown, first: first.start } };
  const unclosed = open.map(({ start }) => start).findLast((start) => isUnclosed(text, start));
  if (unclosed !== undefined) return { unclosed: { character: unclosed.character, position: unclosed } };
  // A quote that is not closed ends at the next quote, usually on a later line.
  if (lastQuote !== undefined && lastQuote.start.line < lastQuote.endLine && line - lastQuote.endLine <= 1)
    return { unclosed: { character: lastQuote.start.character, position: lastQuote.start } };
  return {};
}

/** A key in messages: text in quotes, or another scalar as it is written, such as `010` for 8. */
export function shownKey(value: unknown, written: string): string {
  return typeof value === "string" ? formatValue(value) : escapeText(written.slice(0, 80));
}

function startAt(state: State): Start {
  const { position, index } = startOf(state);
  return { ...position, index, character: state.input[index] ?? "" };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** Whether the value that ends here is a key. */
function isBeforeColon({ input, position }: State): boolean {
  let at = position;
  while (input[at] === " " || input[at] === "\t") at++;
  return input[at] === ":";
}

/** Whether a value starts with a bracket or a quote that nothing in its document closes. */
function isUnclosed(text: string, { index, character }: Start): boolean {
  if (isQuote(character)) return quoteEnd(text, index) === undefined;
  if (character !== "{" && character !== "[") return false;
  const expected: string[] = [];
  for (let at = index; at < text.length; at++) {
    const next = text[at] ?? "";
    if (next === "{" || next === "[") expected.push(next === "{" ? "}" : "]");
    else if (next === "}" || next === "]") {
      if (expected.pop() !== next) return true;
      if (expected.length === 0) return false;
    } else if (next === "\n" && text.startsWith("---", at + 1)) return true;
    // Elsewhere, a quote is part of a plain scalar, such as "don't".
    else if (isQuote(next) && /[\s[{,:]/.test(text[at - 1] ?? "")) at = quoteEnd(text, at) ?? text.length;
  }
  return true;
}

/** The index of the quote that closes the quote at an index. */
function quoteEnd(text: string, index: number): number | undefined {
  const quote = text[index];
  for (let at = index + 1; at < text.length; at++) {
    if (text[at] === quote) return at;
    if (text[at] === "\\" && quote === '"') at++;
  }
  return undefined;
}
