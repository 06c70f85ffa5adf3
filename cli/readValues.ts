import { readFileSync } from "node:fs";
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseAllDocuments } from "yaml";
import type { Path } from "../policy/problem";

/** A values file that cannot be read; the message says where and why. */
export class ValuesError extends Error {}

/** Values as the user gave them, from one or more files, and where in the files a part of them stands. */
export interface Values {
  values: unknown;
  /** `file:line:column` of what stands at a path, or of the nearest thing around it. */
  locate(path: Path): string | undefined;
}

interface ValuesFile {
  name: string;
  document: Document;
  lines: LineCounter;
}

/** Reads values files (`-` is stdin) and merges them as Helm does: later files win, maps are merged, lists are replaced. */
export function readValues(names: readonly string[]): Values {
  const files = names.map(readFile);
  return {
    values: files.map(valueOf).reduce(merged, {}),
    locate: (path) => {
      for (let depth = path.length; depth > 0; depth--) {
        const found = files.findLast(({ document }) => nodeAt(document, path.slice(0, depth)) !== undefined);
        if (found !== undefined) return position(found, nodeAt(found.document, path.slice(0, depth)));
      }
      return undefined;
    },
  };
}

function readFile(file: string): ValuesFile {
  const name = file === "-" ? "<stdin>" : file;
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new ValuesError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const [document] = documents;
  if (document === undefined || !("contents" in document)) throw new ValuesError(`${name}: no values in it`);
  if (documents.length > 1) throw new ValuesError(`${name}: more than one YAML document; values are one`);
  const broken = document.errors.map(({ pos: [offset], message }) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}: ${message}`;
  });
  if (broken.length > 0) throw new ValuesError(broken.join("\n"));
  return { name, document, lines };
}

function valueOf({ name, document }: ValuesFile): unknown {
  if (document.contents === null) return {};
  let value: unknown;
  try {
    value = document.toJS();
  } catch (error) {
    throw new ValuesError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isMapping(value)) throw new ValuesError(`${name}: values are a map, such as defaults: ...`);
  return value;
}

function merged(under: unknown, over: unknown): unknown {
  if (!isMapping(under) || !isMapping(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(under, key) ? merged(under[key], value) : value,
  ]);
  return Object.fromEntries([...Object.entries(under), ...entries]) as unknown;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
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

function position({ name, lines }: ValuesFile, node: unknown): string {
  const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  const { line, col } = lines.linePos(offset);
  return `${name}:${line}:${col}`;
}
