import type { FilePosition } from "../filePosition";

/** A line and a column in a text, both counted from 0. */
export interface TextPosition {
  line: number;
  column: number;
}

/** The position of the character at an index. */
export function positionOfIndex(text: string, index: number): TextPosition {
  let [line, lineStart] = [0, 0];
  for (let at = text.indexOf("\n"); at >= 0 && at < index; at = text.indexOf("\n", lineStart)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: index - lineStart };
}

/** A position in a part of a text as a position in the whole text. `start` is the position of the part's first character. */
export function inWholeText({ line, column }: TextPosition, start: TextPosition): TextPosition {
  return { line: start.line + line, column: line === 0 ? start.column + column : column };
}

/** A position in the text of a file. */
export function inFile(file: string, { line, column }: TextPosition): FilePosition {
  return { file, line: line + 1, column: column + 1 };
}

/** A line of a text. */
export function lineOf(text: string, line: number): string {
  let start = 0;
  for (let i = 0; i < line && start >= 0; i++) start = text.indexOf("\n", start) + 1 || -1;
  if (start < 0) return "";
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? undefined : end);
}

/** Formats a position inside a message about the same file: `3:5`. */
export function positionText({ line, column }: TextPosition): string {
  return `${line + 1}:${column + 1}`;
}
