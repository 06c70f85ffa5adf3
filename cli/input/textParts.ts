/** A part of a text that the reader reads on its own. */
export interface TextPart {
  text: string;
  /** The index of the first character in the whole text. */
  start: number;
}

/**
 * The parts of a text that contains only JSON objects, one after another, with or without `---` between them: one for each object.
 * kubectl reads each as a document. Any other text is one part.
 */
export function textParts(text: string): TextPart[] {
  const objects = jsonObjects(text) ?? [];
  return objects.length > 1 ? objects : [{ text, start: 0 }];
}

function jsonObjects(text: string): TextPart[] | undefined {
  const texts: TextPart[] = [];
  for (let at = skipSeparators(text, 0); at < text.length;) {
    const end = text[at] === "{" ? objectEnd(text, at) : undefined;
    if (end === undefined) return undefined;
    texts.push({ text: text.slice(at, end), start: at });
    at = skipSeparators(text, end);
  }
  return texts;
}

function skipSeparators(text: string, from: number): number {
  separators.lastIndex = from;
  separators.test(text);
  return separators.lastIndex;
}

const separators = /(?:\s+|---(?=\s|$))*/y;

/** The position after an object. Undefined if a brace or a quote is not closed. */
function objectEnd(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === "\\") at++;
    } else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at + 1;
  }
  return undefined;
}
