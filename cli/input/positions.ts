import { loadAll, type State, YAMLException } from "js-yaml";
import type { Path } from "../../args/schema/issue";
import type { FilePosition } from "../filePosition";
import { kubectlSchema } from "../kubectlSchema";

/** Line and column, from 0. */
interface Position {
  line: number;
  column: number;
}

/** The requested paths, as a tree. */
interface Step {
  next: Map<string | number, Step>;
  position?: Position;
}

/** A value that the reader has entered and not left, on the way to a requested path. */
interface OpenValue {
  step: Step;
  start: Position;
  /** How many inner values were read: items of a list, or keys and values of a map in turn. */
  innerCount: number;
  /** The last of them. */
  last: { start: Position; value: unknown };
  isWrapper: boolean;
}

/**
 * The position of the value at each path in the text of a file, or of the nearest value around it. The first key of a path is
 * the index of the document. Undefined for JSON that the YAML reader rejects. This reads the text again, because tracking
 * positions takes time, so use it only to report something.
 */
export function positions(file: string, text: string, paths: readonly Path[]): (FilePosition | undefined)[] {
  const root: Step = { next: new Map() };
  for (const path of paths) path.reduce(stepTo, root);
  try {
    loadAll(text, null, { schema: kubectlSchema, listener: positionTracker(root) });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
  }
  return paths.map((path) => {
    let step: Step | undefined = root;
    let position: Position | undefined;
    for (const key of path) {
      step = step?.next.get(key);
      position = step?.position ?? position;
    }
    return position && { file, line: position.line + 1, column: position.column + 1 };
  });
}

function stepTo(step: Step, key: string | number): Step {
  const next = step.next.get(key) ?? { next: new Map() };
  step.next.set(key, next);
  return next;
}

/** Records the positions of steps as the reader meets them. The documents are the items of the root. */
function positionTracker(root: Step): (event: "open" | "close", state: State) => void {
  const nowhere: Position = { line: -1, column: -1 };
  const opened = (step: Step, start: Position): OpenValue => ({
    step,
    start,
    innerCount: 0,
    last: { start, value: undefined },
    isWrapper: false,
  });
  const open: (OpenValue | undefined)[] = [opened(root, nowhere)];
  return (event, state) => {
    if (event === "open") {
      const around = open.at(-1);
      // Most values are not requested.
      const step = around && enter(around, state);
      open.push(step && opened(step, around.last.start));
      return;
    }
    const value: unknown = state.result;
    const closed = open.pop();
    if (closed && !closed.isWrapper && Array.isArray(value)) forgetShiftedItems(closed, value);
    const around = open.at(-1);
    if (around === undefined) return;
    const key = around.innerCount++ % 2 === 0 ? around.step.next.get(keyOf(value)) : undefined;
    if (key !== undefined) key.position = around.last.start;
    around.last.value = value;
  };
}

/** The reader skips empty items, so the positions from the first empty one on belong to other items. */
function forgetShiftedItems({ step, innerCount }: OpenValue, value: readonly unknown[]): void {
  if (value.length === innerCount) return;
  const first = value.indexOf(null);
  for (const key of step.next.keys()) if (typeof key === "number" && key >= first) step.next.delete(key);
}

/** The step to a value that starts inside another one. */
function enter(around: OpenValue, state: State): Step | undefined {
  const start = startOf(state);
  const { step, innerCount, last } = around;
  last.start = start.position;
  // The reader first takes { and [ for the start of a key, so it meets the same value twice.
  around.isWrapper = innerCount === 0 && start.isFlow && isSame(start.position, around.start);
  if (around.isWrapper) return step;
  const item = step.next.get(innerCount);
  if (item !== undefined) item.position = start.position;
  return item ?? (innerCount % 2 === 1 ? step.next.get(keyOf(last.value)) : undefined);
}

/** The reader reports a value at the end of the sign before it; the value follows after spaces or on a later line. */
function startOf({ input, position, line, lineStart }: State): { position: Position; isFlow: boolean } {
  let [at, atLine, start] = [position, line, lineStart];
  for (; input[at] === " " || input[at] === "\n" || input[at] === "\r"; at++) {
    if (input[at] === "\n") [atLine, start] = [atLine + 1, at + 1];
  }
  return { position: { line: atLine, column: at - start }, isFlow: input[at] === "{" || input[at] === "[" };
}

/** A key as text. Nothing below a key that is a collection is requested. */
function keyOf(value: unknown): string {
  return typeof value === "object" ? "" : String(value);
}

function isSame(a: Position, b: Position): boolean {
  return a.line === b.line && a.column === b.column;
}
