import { Document, isAlias, isCollection, isMap, isPair, isScalar, LineCounter, parseAllDocuments } from "yaml";
import { isRecord } from "../../args/schema/isRecord";
import { escapeText, limitedLines, type Path } from "../../args/schema/issue";
import { displayName, type FilePosition, formatPosition } from "../filePosition";
import { InputError } from "./inputError";
import { readText } from "./readText";
import { startOf, tooDeep, valuesErrors } from "./valuesErrors";

/** A parsed values file. */
export interface ValuesFile extends Pick<ValuesFileKind, "isOfChart"> {
  /** The file name that the user passed, or `-` for stdin. */
  file: string;
  document: Document;
  lines: LineCounter;
}

/** What a values file is for. */
export interface ValuesFileKind {
  maxBytes: number;
  /** Whether these are values of Vald's chart. */
  isOfChart: boolean;
}

/** The maximum number of values after alias expansion. Each of 100 aliases can expand to a whole file. */
const maxExpandedValues = 200_000;

/**
 * Reads one values file, or stdin for `-`. Helm reads its chart's values as YAML 1.1, and other tools may read YAML 1.2. So with
 * `isOfChart`, a scalar that these versions read differently has Helm's value, and otherwise it is an error. Throws `InputError`.
 */
export function readValuesFile(file: string, { maxBytes, isOfChart }: ValuesFileKind): ValuesFile {
  const name = displayName(file);
  return withFileName(name, () => {
    const lines = new LineCounter();
    const options = {
      lineCounter: lines,
      prettyErrors: false,
      // The parser's own check compares each key with every other key, which takes minutes for a large map.
      uniqueKeys: false,
      // Helm supports merge keys (<<) too.
      merge: true,
      logLevel: "error",
    } as const;
    const text = readText(file, maxBytes);
    const documents = parseAllDocuments(text, options);
    // Helm reads an empty file as values that change nothing.
    const [document] = documents.length === 0 && isOfChart ? [new Document(null)] : documents;
    if (document === undefined || !("contents" in document)) throw new InputError(`${name}: contains no values`);
    if (documents.length > 1)
      throw new InputError(
        `${name}: contains several YAML documents, but values must be a single document (pass manifests with --manifests)`,
      );
    const errors = valuesErrors(document, { name, text, lines, isOfChart });
    if (errors.length === 0) return { file, document, lines, isOfChart };
    const shown = limitedLines(
      errors,
      ({ offset, message }) => `${formatPosition(positionAt({ file, lines }, offset))}: ${shorten(message)}`,
    );
    throw new InputError(shown.join("\n"));
  });
}

/** A file's values as plain data. Throws `InputError`. */
export function plainValues({ file, document, isOfChart }: ValuesFile): unknown {
  const { contents } = document;
  if (contents === null) return {};
  // `helm get values` prints null if a release has no values of its own.
  if (isOfChart && isScalar(contents) && contents.value === null) return {};
  const name = displayName(file);
  const values: unknown = withFileName(name, () => {
    // The parser does not copy aliased values, but code that visits the values visits every copy.
    const plain: unknown = document.toJS();
    if (expandedCount(document) > maxExpandedValues) throw new InputError(`${name}: aliases expand to too many values`);
    return plain;
  });
  if (!isRecord(values)) throw new InputError(`${name}: values must be a map, such as \`defaults: {...}\``);
  return values;
}

/** The number of values in a document after alias expansion. Visits each node once. */
function expandedCount(document: Document): number {
  const counted = new Map<unknown, number>();
  const anchors = new Map<string, unknown>();
  const count = (node: unknown): number => {
    // If the node is not counted yet, it contains the alias, so the expansion is infinite.
    if (isAlias(node)) return counted.get(anchors.get(node.source)) ?? Infinity;
    if (isPair(node)) return count(node.key) + count(node.value);
    // An alias refers to the last preceding anchor with the same name.
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    const sum = isCollection(node) ? node.items.reduce((total: number, item) => total + count(item), 1) : 1;
    counted.set(node, sum);
    return sum;
  };
  return count(document.contents);
}

/** The node at a path. For a map entry, it is the key, so that errors point at a misspelled key; otherwise, it is the value. */
export function nodeAt(document: Document, path: Path): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === last);
    return isPair(pair) ? pair.key : undefined;
  }
  return document.getIn(path, true);
}

/** The scalar at a path as it is written. Undefined if there is no scalar, or if it is text. */
export function writtenScalar({ document }: ValuesFile, path: Path): string | undefined {
  const found = document.getIn(path, true);
  const node = isAlias(found) ? found.resolve(document) : found;
  return isScalar(node) && typeof node.value !== "string" ? node.source : undefined;
}

/** The position of a node. */
export function positionOf(file: ValuesFile, node: unknown): FilePosition {
  return positionAt(file, startOf(node));
}

function positionAt({ file, lines }: Pick<ValuesFile, "file" | "lines">, offset: number): FilePosition {
  const { line, col } = lines.linePos(offset);
  return { file, line, column: col };
}

/** Calls `read`. If `read` fails, throws an error with one line that names the file. */
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

/** Shortens a parser message, which may quote a long part of the file. */
function shorten(message: string): string {
  return escapeText(message.length > 200 ? `${message.slice(0, 200)}…` : message);
}
