import { loadAll, YAMLException } from "js-yaml";
import { printable } from "../policy/problem";
import { InputError } from "./inputError";
import { kubectlSchema } from "./kubectlSchema";

/** How many more values aliases may stand for than are written: one in a loop stands for values without end. */
const mostCopies = 1_000_000;

/** The documents of a text in YAML or JSON, as kubectl reads it, but for keys that stand twice: those are an error. */
export function parseDocuments(text: string, name: string): unknown[] {
  const json = jsonOf(text);
  if (json !== undefined) return [json];
  try {
    const documents = loadAll(text, null, { schema: kubectlSchema });
    // Walking through all values takes time, and without this sign there are no aliases.
    if (text.includes("*") && copiesIn(documents) > mostCopies) {
      throw new InputError(`${name}: its aliases stand for too much`);
    }
    return documents;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark;
    throw new InputError(`${name}:${line + 1}:${column + 1}: ${printable(error.reason.slice(0, 200))}`);
  }
}

/** Undefined for what the YAML reader has to read, or to refuse: it says where, and finds keys that stand twice. */
function jsonOf(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return keysWritten(text) === keysIn(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** How many keys stand in a text that is right as JSON: quoted texts with a colon behind. */
function keysWritten(text: string): number {
  let keys = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    for (quote++; text[quote] !== '"'; quote++) if (text[quote] === "\\") quote++;
    let next = quote + 1;
    while (text[next] === " " || text[next] === "\n" || text[next] === "\t" || text[next] === "\r") next++;
    if (text[next] === ":") keys++;
  }
  return keys;
}

function keysIn(value: unknown): number {
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

/** How many more values there are than are written; each is counted once and then looked up. */
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
    // While it is being counted: an alias inside what it names has no end.
    counted.set(value, Infinity);
    let sum = 1;
    for (const inner of Object.values(value)) sum += count(inner);
    counted.set(value, sum);
    return sum;
  };
  documents.forEach(count);
  return copies;
}
