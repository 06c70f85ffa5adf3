import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  visit,
} from "yaml";
import { isRecord } from "../../args/schema/isRecord";
import { escapeControlCharacters, limitedLines, type Path } from "../../args/schema/issue";
import { displayName, type FilePosition, formatPosition } from "../filePosition";
import { InputError } from "./inputError";
import { readText } from "./readText";

/** A parsed values file. */
export interface ValuesFile {
  /** The file as the user named it; `-` for stdin. */
  file: string;
  document: Document;
  lines: LineCounter;
}

/** The limit for values after aliases are expanded. 100 aliases can stand for a whole file each. */
const maxExpandedValues = 200_000;

/** Reads one values file, or stdin for `-`. Throws `InputError`. */
export function readValuesFile(file: string, maxBytes: number): ValuesFile {
  const name = displayName(file);
  return withFileName(name, () => {
    const lines = new LineCounter();
    const options = {
      lineCounter: lines,
      prettyErrors: false,
      // The parser's own check compares each key with each, which takes minutes in a large map.
      uniqueKeys: false,
      // Helm merges keys << too.
      merge: true,
      logLevel: "error",
    } as const;
    const documents = parseAllDocuments(readText(file, maxBytes), options);
    const [document] = documents;
    if (document === undefined || !("contents" in document)) throw new InputError(`${name}: contains no values`);
    if (documents.length > 1)
      throw new InputError(
        `${name}: more than one YAML document; values must be a single document, and manifests go with --manifests`,
      );
    const errors = valuesErrors(document, name);
    if (errors.length === 0) return { file, document, lines };
    const text = limitedLines(
      errors,
      ({ offset, message }) => `${formatPosition(positionAt({ file, lines }, offset))}: ${shorten(message)}`,
    );
    throw new InputError(text.join("\n"));
  });
}

/** Something wrong at an offset in the text. */
interface ValuesError {
  offset: number;
  message: string;
}

function valuesErrors(document: Document, name: string): ValuesError[] {
  // The parser warns about tags and versions that it does not know, and would then guess the meaning.
  const errors = [...document.errors, ...document.warnings];
  // The parser recurses. It reports a stack overflow with this code, together with meaningless other errors.
  if (errors.some(({ code }) => code === "RESOURCE_EXHAUSTION")) throw new InputError(`${name}: ${tooDeep}`);
  return errors.length > 0 ? errors.map(({ pos: [offset], message }) => ({ offset, message })) : keyErrors(document);
}

const tooDeep = "nested too deeply";

/** Keys that are not text, and duplicate keys, even if they are equal only as text (1 and "1"): the last one would silently win. */
function keyErrors(document: Document): ValuesError[] {
  const errors: ValuesError[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const node = isAlias(key) ? key.resolve(document) : key;
        // Such a key is never valid, and converting one to text can take the parser seconds.
        if (isCollection(node)) errors.push({ offset: startOf(key), message: "Map keys must be text" });
        if (!isScalar(node)) continue;
        const text = String(node.value);
        if (seen.has(text)) errors.push({ offset: startOf(key), message: "Map keys must be unique" });
        seen.add(text);
      }
    },
  });
  return errors;
}

/** The values of a file as plain data. Throws `InputError`. */
export function plainValues({ file, document }: ValuesFile): unknown {
  if (document.contents === null) return {};
  const name = displayName(file);
  const values: unknown = withFileName(name, () => {
    // The parser does not copy aliased values, but code that visits the values meets each of them.
    const plain: unknown = document.toJS();
    if (expandedCount(document) > maxExpandedValues) throw new InputError(`${name}: aliases expand to too many values`);
    return plain;
  });
  if (!isRecord(values)) throw new InputError(`${name}: values must be a map, such as defaults: ...`);
  return values;
}

/** The number of values in a document with its aliases expanded. Each node is visited once. */
function expandedCount(document: Document): number {
  const counted = new Map<unknown, number>();
  const anchors = new Map<string, unknown>();
  const count = (node: unknown): number => {
    // A node that is not counted yet contains the alias, which therefore expands without end.
    if (isAlias(node)) return counted.get(anchors.get(node.source)) ?? Infinity;
    if (isPair(node)) return count(node.key) + count(node.value);
    // An alias refers to the last anchor of its name before it.
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    const sum = isCollection(node) ? node.items.reduce((total: number, item) => total + count(item), 1) : 1;
    counted.set(node, sum);
    return sum;
  };
  return count(document.contents);
}

/** The node at a path: the key of a map entry, so that a misspelled key can be pointed at, or else the value. */
export function nodeAt(document: Document, path: Path): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === last);
    return isPair(pair) ? pair.key : undefined;
  }
  return document.getIn(path, true);
}

/** The position of a node. */
export function positionOf(file: ValuesFile, node: unknown): FilePosition {
  return positionAt(file, startOf(node));
}

function positionAt({ file, lines }: Pick<ValuesFile, "file" | "lines">, offset: number): FilePosition {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The result of `read`, or an error in one line that names the file. */
export function withFileName<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    // A stack overflow is a RangeError.
    const reason = error instanceof RangeError ? tooDeep : error instanceof Error ? error.message : String(error);
    throw new InputError(`${name}: ${shorten(reason)}`);
  }
}

/** A message of the parser, which may quote the file at any length. */
function shorten(message: string): string {
  return escapeControlCharacters(message.length > 200 ? `${message.slice(0, 200)}…` : message);
}
