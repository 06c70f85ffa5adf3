/** The maximum width of text output, in terminal columns, as far as it can be chosen. */
export const maxTextWidth = 120;

/** Breaks text into lines of at most `width` characters: after a space, a comma, or an equals sign, or else anywhere. */
export function wrapText(text: string, width: number): string[] {
  const part = new RegExp(`.{1,${width}}`, "gsu");
  const lines: string[] = [];
  for (const piece of text.split(/(?<=[ ,=])(?=\S)/).flatMap((word) => word.match(part) ?? [])) {
    const last = lines.at(-1);
    if (last === undefined || (last + piece).trim().length > width) lines.push(piece);
    else lines[lines.length - 1] = last + piece;
  }
  return lines.map((line) => line.trim());
}

/** Breaks a line that is too wide. The following lines are indented further than the first. */
export function wrapLine(line: string, width = maxTextWidth): string[] {
  if (line.length <= width) return [line];
  const indent = line.length - line.trimStart().length;
  const [first = "", ...rest] = wrapText(line.trimStart(), width - indent - 4);
  return [" ".repeat(indent) + first, ...rest.map((text) => " ".repeat(indent + 4) + text)];
}
