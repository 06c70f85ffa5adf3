import { loadAll, YAMLException } from "js-yaml";
import { displayName } from "../filePosition";
import { kubectlSchema } from "../kubectlSchema";
import { InputError } from "./inputError";
import { syntaxErrorText } from "./syntaxErrorText";
import { type TextPart, textParts } from "./textParts";
import { positionOfIndex } from "./textPosition";

/**
 * The maximum number of values that aliases may add. An alias inside the value that it refers to would add an infinite number.
 */
const maxCopies = 1_000_000;

/** Parses the documents in a file's YAML or JSON text like kubectl, except that duplicate keys are an error. */
export function parseDocuments(text: string, file: string): unknown[] {
  const json = parseJson(text);
  if (json !== undefined) return [json];
  return textParts(text).flatMap((part) => {
    const value = parseJson(part.text);
    return value === undefined ? parseYaml(part, text, file) : [value];
  });
}

function parseYaml({ text, start }: TextPart, whole: string, file: string): unknown[] {
  try {
    const documents = loadAll(text, null, { schema: kubectlSchema });
    // Visiting all values takes time, and text without this character contains no aliases.
    if (text.includes("*") && copiesIn(documents) > maxCopies) {
      throw new InputError(`${displayName(file)}: aliases expand to too many values`);
    }
    return documents;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new InputError(syntaxErrorText(error, text, file, positionOfIndex(whole, start)));
  }
}

/**
 * Undefined for text that is not valid JSON or has duplicate keys. The YAML reader then reads the text, because it reports
 * positions and duplicate keys.
 */
function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return writtenKeys(text) === countKeys(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The number of keys in valid JSON text. Keys are the quoted strings before a colon. */
function writtenKeys(text: string): number {
  let keys = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    for (quote++; text[quote] !== '"'; quote++) if (text[quote] === "\\") quote++;
    let next = quote + 1;
    while (text[next] === " " || text[next] === "\n" || text[next] === "\t" || text[next] === "\r") next++;
    if (text[next] === ":") keys++;
  }
  return keys;
}

function countKeys(value: unknown): number {
  let keys = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next === null || typeof next !== "object") continue;
    const inner: unknown[] = Object.values(next);
    if (!Array.isArray(next)) keys += inner.length;
    for (const item of inner) if (item !== null && typeof item === "object") open.push(item);
  }
  return keys;
}

/** The number of values that aliases add. Visits each value once. */
function copiesIn(documents: readonly unknown[]): number {
  const counted = new Map<object, number>();
  let copies = 0;
  const count = (value: unknown): number => {
    if (value === null || typeof value !== "object") return 1;
    const known = counted.get(value);
    if (known !== undefined) {
      copies += known;
      return known;
    }
    // While a value is being counted, its count is infinite, because an alias inside the value that it refers to
    // expands without end.
    counted.set(value, Infinity);
    let sum = 1;
    for (const inner of Object.values(value)) sum += count(inner);
    counted.set(value, sum);
    return sum;
  };
  documents.forEach(count);
  return copies;
}
