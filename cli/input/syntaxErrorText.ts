import type { YAMLException } from "js-yaml";
import { escapeText } from "../../args/schema/issue";
import { formatPosition } from "../filePosition";
import { syntaxContext } from "./syntaxContext";
import { templateAt, templateText } from "./template";
import { inFile, inWholeText, positionText, type TextPosition } from "./textPosition";

/**
 * A syntax error as a line of text, with its position and its likely cause. `start` is the position at which the text starts in
 * the file.
 */
export function syntaxErrorText(error: YAMLException, text: string, file: string, start: TextPosition): string {
  const { line, column } = error.mark;
  const at = (position: TextPosition) => formatPosition(inFile(file, inWholeText(position, start)));
  const { duplicateKey, unclosed } = syntaxContext(text);
  const template = templateAt(text, line) ?? (unclosed && templateAt(text, unclosed.position.line));
  if (template !== undefined) return `${at(template)}: ${templateText}`;
  const there = (position: TextPosition) => positionText(inWholeText(position, start));
  if (duplicateKey !== undefined) {
    const isNextObject = column <= 1 && ["apiVersion", "kind"].includes(duplicateKey.key);
    const hint = isNextObject ? "; if another object starts here, separate the objects with a line ---" : "";
    return `${at({ line, column })}: ${duplicateKeyText(duplicateKey.shown, there(duplicateKey.first))}${hint}`;
  }
  const reason = escapeText(error.reason.slice(0, 200));
  const cause = unclosed === undefined ? "" : `; ${unclosedText(unclosed.character, there(unclosed.position))}`;
  return `${at({ line, column })}: ${reason}${cause}`;
}

/** `key` is what `shownKey` returns, and `first` is the position of the first such key. */
export function duplicateKeyText(key: string, first: string): string {
  return `duplicate key ${key}; the first one is at ${first}`;
}

/** `position` is that of the bracket or the quote. */
export function unclosedText(character: string, position: string): string {
  return `check the ${character} at ${position}, which may lack its closing ${closing[character] ?? character}`;
}

const closing: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
