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
import { isRecord } from "../policy/isRecord";
import { merged } from "../policy/merged";
import { type Path, printable, problemLines } from "../policy/problem";
import { InputError } from "./inputError";
import { readText, shownName } from "./readText";

/** Values as the user gave them, from one or more files, and where in the files a part of them stands. */
export interface Values {
  values: unknown;
  /** `file:line:column` of what stands at a path; undefined when nothing does. */
  at(path: Path): string | undefined;
  /** Whether they replace what stands at a path in values under them, which they may do with something else around it. */
  replaces(path: Path): boolean;
}

interface ValuesFile {
  /** As it is shown. */
  name: string;
  document: Document;
  lines: LineCounter;
}

/** Many times what a cluster's values come to, and small enough to be read in a second whatever it holds. */
export const largestValues = 256 * 1024;

/** Twice the chart's own values.yaml, which many copy as a whole. */
export const largestChartValues = 512 * 1024;

/** How many values there may be once aliases stand for what they name: 100 of them can stand for a whole file each. */
const mostValues = 200_000;

/**
 * Reads values files (`-` is stdin) and merges them as Helm does: later files win, maps are merged, lists are replaced.
 * `largest` is the most bytes in a file.
 */
export function readValues(names: readonly string[], largest: number): Values {
  const files = names.map((name) => readFile(name, largest));
  return {
    values: explained(files.map(({ name }) => name).join(", "), () => files.map(valueOf).reduce(merged, {})),
    at: (path) => {
      const { file, depth } = standing(files, path);
      return depth === path.length ? file && position(file, nodeAt(file.document, path)) : undefined;
    },
    replaces: (path) => standing(files, path).isFinal,
  };
}

/**
 * The file in which a path stands, as far as it does: the last that has it, among those that are not replaced. All but a map
 * replaces what files before it have there, and so is final.
 */
function standing(files: readonly ValuesFile[], path: Path): { file?: ValuesFile; depth: number; isFinal: boolean } {
  let found: ReturnType<typeof standing> = { depth: 0, isFinal: false };
  let left = files;
  for (let depth = 1; depth <= path.length; depth++) {
    const part = path.slice(0, depth);
    const file = left.findLast(({ document }) => nodeAt(document, part) !== undefined);
    if (file === undefined) return found;
    const value: unknown = file.document.getIn(part, true);
    const isFinal = found.isFinal || !isMap(isAlias(value) ? value.resolve(file.document) : value);
    if (isFinal) left = [file];
    found = { file, depth, isFinal };
  }
  return found;
}

function readFile(file: string, largest: number): ValuesFile {
  const name = shownName(file);
  return explained(name, () => {
    const lines = new LineCounter();
    // Its own check for unique keys compares each with each, which takes minutes in a large map.
    // Helm merges keys << too.
    const options = {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      merge: true,
      logLevel: "error",
    } as const;
    const documents = parseAllDocuments(readText(file, name, largest), options);
    const [document] = documents;
    if (document === undefined || !("contents" in document)) throw new InputError(`${name}: no values in it`);
    if (documents.length > 1)
      throw new InputError(
        `${name}: more than one YAML document; values are one, and manifests are given with --manifests`,
      );
    // A warning is a tag or a version that the parser does not know: it would guess at what was meant.
    const wrong = [...document.errors, ...document.warnings].map(({ pos: [offset], message }) => ({ offset, message }));
    const broken = wrong.length > 0 ? wrong : wrongKeys(document);
    if (broken.length === 0) return { name, document, lines };
    // It may say so of several levels, and what it says beside it means nothing.
    const deep = broken.find(({ message }) => isOutOfStack(message));
    const told = deep === undefined ? broken : [deep];
    const text = problemLines(told, ({ offset, message }) => `${at({ name, lines }, offset)}: ${short(message)}`);
    throw new InputError(text.join("\n"));
  });
}

/** Keys that are no text, or stand twice in a map, also where they are the same only as text (1 and "1"): the last would win in silence. */
function wrongKeys(document: Document): { offset: number; message: string }[] {
  const wrong: { offset: number; message: string }[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const node = isAlias(key) ? key.resolve(document) : key;
        // Never right, and turning one into text can take the parser seconds.
        if (isCollection(node)) wrong.push({ offset: startOf(key), message: "Map keys must be text" });
        if (!isScalar(node)) continue;
        const text = String(node.value);
        if (seen.has(text)) wrong.push({ offset: startOf(key), message: "Map keys must be unique" });
        seen.add(text);
      }
    },
  });
  return wrong;
}

function valueOf({ name, document }: ValuesFile): unknown {
  if (document.contents === null) return {};
  const value: unknown = explained(name, () => {
    // Aliases are not copied here, but everything that walks through the values meets them one by one.
    const plain: unknown = document.toJS();
    if (valuesIn(document) > mostValues) throw new InputError(`${name}: its aliases stand for too much`);
    return plain;
  });
  if (!isRecord(value)) throw new InputError(`${name}: values are a map, such as defaults: ...`);
  return value;
}

/** How many values a document comes to with its aliases; each node is counted once and then looked up. */
function valuesIn(document: Document): number {
  const counted = new Map<unknown, number>();
  const anchors = new Map<string, unknown>();
  const count = (node: unknown): number => {
    // Not counted yet: the alias is inside what it names, which has no end.
    if (isAlias(node)) return counted.get(anchors.get(node.source)) ?? Infinity;
    if (isPair(node)) return count(node.key) + count(node.value);
    // An anchor stands before what it names, and an alias means the last one of its name.
    if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    const sum = isCollection(node) ? node.items.reduce((total: number, item) => total + count(item), 1) : 1;
    counted.set(node, sum);
    return sum;
  };
  return count(document.contents);
}

/** What a reading gives, or an error in one line that names the file. */
function explained<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${name}: ${short(error instanceof Error ? error.message : String(error))}`);
  }
}

/** A message of the parser's, which may quote the file at any length. */
function short(message: string): string {
  if (isOutOfStack(message)) return "nested too deeply";
  return printable(message.length > 200 ? `${message.slice(0, 200)}…` : message);
}

/** The parser follows the text's nesting by calls, and may report itself that it ran out of stack. */
function isOutOfStack(message: string): boolean {
  return message.startsWith("Maximum call stack");
}

/** The key of a map entry where there is one, so that a misspelt key is pointed at, else the node itself. */
function nodeAt(document: Document, path: Path): unknown {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === last);
    return isPair(pair) ? pair.key : undefined;
  }
  return document.getIn(path, true);
}

function position(file: ValuesFile, node: unknown): string {
  return at(file, startOf(node));
}

function at({ name, lines }: Pick<ValuesFile, "name" | "lines">, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
