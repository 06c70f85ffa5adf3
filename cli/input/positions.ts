import { loadAll, type State, YAMLException } from "js-yaml";
import type { Path } from "../../args/schema/issue";
import type { FilePosition } from "../filePosition";
import { kubectlSchema } from "../kubectlSchema";
import { inFile, inWholeText, positionOfIndex, type TextPosition } from "./textPosition";
import { textParts } from "./textParts";

/** A value in a file. */
export interface LocatedValue {
  /** The position of the value, or of the nearest value that contains it. */
  at?: FilePosition;
  /** A scalar as it is written, such as 00000 for 0. */
  written?: string;
}

/** The requested paths, as a tree. */
interface Step {
  next: Map<string | number, Step>;
  position?: TextPosition;
  written?: string;
}

/** A value on a requested path that the reader is still reading. */
interface OpenValue {
  step: Step;
  start: TextPosition;
  /** The index of the first character in the text that the reader reads. */
  startIndex: number;
  /** The number of inner values that were read: list items, or alternating map keys and values. */
  innerCount: number;
  /** The last inner value. */
  last: { start: TextPosition; value: unknown };
  isWrapper: boolean;
}

/** The position of the value at each path in a file's text. See `locatedValues`. */
export function positions(file: string, text: string, paths: readonly Path[]): (FilePosition | undefined)[] {
  return locatedValues(file, text, paths).map(({ at }) => at);
}

/**
 * The value at each path in a file's text. The first key of a path is the document's index. There is no position for JSON that the
 * YAML reader rejects. This function reads the text a second time, because tracking positions takes time. Use it only to report
 * something.
 */
export function locatedValues(file: string, text: string, paths: readonly Path[]): LocatedValue[] {
  const root: Step = { next: new Map() };
  for (const path of paths) path.reduce(stepTo, root);
  const parts = textParts(text);
  let [index, start]: [number, TextPosition] = [0, { line: 0, column: 0 }];
  parts.forEach((part, i) => {
    const document = root.next.get(i);
    // Each part is a document, unless the text is a single part.
    const documents = parts.length === 1 ? root : document && { next: new Map([[0, document]]) };
    if (documents === undefined) return;
    // To count the lines from the start of the text for every part takes minutes for a large text.
    start = inWholeText(positionOfIndex(text.slice(index, part.start), part.start - index), start);
    index = part.start;
    try {
      const listener = positionTracker(documents, start);
      loadAll(part.text, null, { schema: kubectlSchema, listener });
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
    }
  });
  return paths.map((path) => {
    let step: Step | undefined = root;
    let position: TextPosition | undefined;
    for (const key of path) {
      step = step?.next.get(key);
      position = step?.position ?? position;
    }
    return {
      ...(position !== undefined && { at: inFile(file, position) }),
      ...(step?.written !== undefined && { written: step.written }),
    };
  });
}

/** The anchor and the tag before a scalar. */
const properties = /^(?:[&!]\S*\s+)+/;

function stepTo(step: Step, key: string | number): Step {
  const next = step.next.get(key) ?? { next: new Map() };
  step.next.set(key, next);
  return next;
}

/**
 * Records the positions of steps while the reader reads a part of a text, which starts at `partStart`. The documents are the root's
 * items.
 */
function positionTracker(root: Step, partStart: TextPosition): (event: "open" | "close", state: State) => void {
  const nowhere: TextPosition = { line: -1, column: -1 };
  const opened = (step: Step, start: TextPosition, startIndex: number): OpenValue => ({
    step,
    start,
    startIndex,
    innerCount: 0,
    last: { start, value: undefined },
    isWrapper: false,
  });
  const open: (OpenValue | undefined)[] = [opened(root, nowhere, 0)];
  return (event, state) => {
    if (event === "open") {
      const around = open.at(-1);
      // Most values are not requested.
      const step = around && enter(around, state, partStart);
      open.push(step && opened(step, around.last.start, startOf(state).index));
      return;
    }
    const value: unknown = state.result;
    const closed = open.pop();
    if (closed && !closed.isWrapper && Array.isArray(value)) forgetShiftedItems(closed, value);
    if (closed && (value === null || typeof value !== "object"))
      closed.step.written = state.input.slice(closed.startIndex, state.position).trim().replace(properties, "");
    const around = open.at(-1);
    if (around === undefined) return;
    const key = around.innerCount++ % 2 === 0 ? around.step.next.get(keyOf(value)) : undefined;
    if (key !== undefined) key.position = around.last.start;
    around.last.value = value;
  };
}

/**
 * Removes incorrect positions. The reader does not report empty items, so from the first empty item on, positions belong to
 * other items.
 */
function forgetShiftedItems({ step, innerCount }: OpenValue, value: readonly unknown[]): void {
  if (value.length === innerCount) return;
  const first = value.indexOf(null);
  for (const key of step.next.keys()) if (typeof key === "number" && key >= first) step.next.delete(key);
}

/** The step for a value that starts inside another value. */
function enter(around: OpenValue, state: State, partStart: TextPosition): Step | undefined {
  const found = startOf(state);
  const start = { ...found, position: inWholeText(found.position, partStart) };
  const { step, innerCount, last } = around;
  last.start = start.position;
  // The reader first treats { and [ as the start of a key, so it reports the same value twice.
  around.isWrapper = innerCount === 0 && start.isFlow && isSame(start.position, around.start);
  if (around.isWrapper) return step;
  const item = step.next.get(innerCount);
  if (item !== undefined) item.position = start.position;
  return item ?? (innerCount % 2 === 1 ? step.next.get(keyOf(last.value)) : undefined);
}

/**
 * The start of a value. The reader reports the position after the preceding character, such as a colon. The value follows after
 * spaces and comments, or on a later line.
 */
export function startOf({ input, position, line, lineStart }: State): {
  position: TextPosition;
  index: number;
  isFlow: boolean;
} {
  let [at, atLine, start] = [position, line, lineStart];
  for (; ; at++) {
    const character = input[at];
    if (character === "\n") [atLine, start] = [atLine + 1, at + 1];
    else if (character === "#" && /\s/.test(input[at - 1] ?? " ")) at = lineEnd(input, at) - 1;
    else if (character !== " " && character !== "\r") break;
  }
  const isFlow = input[at] === "{" || input[at] === "[";
  return { position: { line: atLine, column: at - start }, index: at, isFlow };
}

function lineEnd(input: string, from: number): number {
  const end = input.indexOf("\n", from);
  return end < 0 ? input.length : end;
}

/** A key as text. Requested paths do not contain keys that are collections. */
function keyOf(value: unknown): string {
  return typeof value === "object" ? "" : String(value);
}

function isSame(a: TextPosition, b: TextPosition): boolean {
  return a.line === b.line && a.column === b.column;
}
