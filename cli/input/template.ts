import { lineOf, type TextPosition } from "./textPosition";

/**
 * The position of the first action of a Go template in a line, such as `{{ .Values.name }}`. Undefined if the line has none. A
 * template is rarely valid YAML, and the errors in it say nothing about templates.
 */
export function templateAt(text: string, line: number): TextPosition | undefined {
  const column = lineOf(text, line).indexOf("{{");
  return column < 0 ? undefined : { line, column };
}

/** A message for text that is a template. */
export const templateText =
  "this is a template ({{ ... }}); pass the output of `helm template` or of the tool that renders it";
