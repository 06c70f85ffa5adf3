import { loadAll, type State, YAMLException } from "js-yaml";
import type { Path } from "../policy/problem";
import { kubectlSchema } from "./kubectlSchema";

/** Line and column, from 0. */
interface Place {
  line: number;
  column: number;
}

/** The paths that are asked for, as a tree. */
interface Step {
  next: Map<string | number, Step>;
  place?: Place;
}

/** A value that is being read, on the way to what is asked for. */
interface OpenValue {
  step: Step;
  start: Place;
  /** How many values inside it were read: items of a list, or keys and values of a map in turn. */
  inner: number;
  /** The last of them. */
  last: { start: Place; value: unknown };
  isWrapper: boolean;
}

/**
 * `line:column` of what stands at each path of a text, whose first key is the number of the document, or of the nearest
 * thing around it; undefined where the YAML reader takes JSON for wrong. It reads the text again, because to watch the
 * places costs time; so it is for when something is wrong.
 */
export function positions(text: string, paths: readonly Path[]): (string | undefined)[] {
  const root: Step = { next: new Map() };
  for (const path of paths) path.reduce(stepTo, root);
  try {
    loadAll(text, null, { schema: kubectlSchema, listener: placing(root) });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
  }
  return paths.map((path) => {
    let step: Step | undefined = root;
    let place: Place | undefined;
    for (const key of path) {
      step = step?.next.get(key);
      place = step?.place ?? place;
    }
    return place && `${place.line + 1}:${place.column + 1}`;
  });
}

function stepTo(step: Step, key: string | number): Step {
  const next = step.next.get(key) ?? { next: new Map() };
  step.next.set(key, next);
  return next;
}

/** Notes the places of steps while the reader comes upon them; the documents are the items of the root. */
function placing(root: Step): (event: "open" | "close", state: State) => void {
  const nowhere: Place = { line: -1, column: -1 };
  const opened = (step: Step, start: Place): OpenValue => ({
    step,
    start,
    inner: 0,
    last: { start, value: undefined },
    isWrapper: false,
  });
  const open: (OpenValue | undefined)[] = [opened(root, nowhere)];
  return (event, state) => {
    if (event === "open") {
      const around = open.at(-1);
      // Most of a text is not asked for.
      const step = around && enter(around, state);
      open.push(step && opened(step, around.last.start));
      return;
    }
    const value: unknown = state.result;
    const closed = open.pop();
    if (closed && !closed.isWrapper && Array.isArray(value)) forgetShifted(closed, value);
    const around = open.at(-1);
    if (around === undefined) return;
    const key = around.inner++ % 2 === 0 ? around.step.next.get(keyOf(value)) : undefined;
    if (key !== undefined) key.place = around.last.start;
    around.last.value = value;
  };
}

/** The reader is silent about an item with nothing in it: from the first on, items were taken for those before them. */
function forgetShifted({ step, inner }: OpenValue, value: readonly unknown[]): void {
  if (value.length === inner) return;
  const first = value.indexOf(null);
  for (const key of step.next.keys()) if (typeof key === "number" && key >= first) step.next.delete(key);
}

/** The step to a value that begins inside another. */
function enter(around: OpenValue, state: State): Step | undefined {
  const start = startOf(state);
  const { step, inner, last } = around;
  last.start = start.place;
  // The reader takes { and [ for the beginning of a key first, so it comes upon the same value twice.
  around.isWrapper = inner === 0 && start.isFlow && isSame(start.place, around.start);
  if (around.isWrapper) return step;
  const item = step.next.get(inner);
  if (item !== undefined) item.place = start.place;
  return item ?? (inner % 2 === 1 ? step.next.get(keyOf(last.value)) : undefined);
}

/** The reader tells of a value where the sign before it ends; the value comes after spaces, or on a later line. */
function startOf({ input, position, line, lineStart }: State): { place: Place; isFlow: boolean } {
  let [at, atLine, start] = [position, line, lineStart];
  for (; input[at] === " " || input[at] === "\n" || input[at] === "\r"; at++) {
    if (input[at] === "\n") [atLine, start] = [atLine + 1, at + 1];
  }
  return { place: { line: atLine, column: at - start }, isFlow: input[at] === "{" || input[at] === "[" };
}

/** A key as text; nothing is asked for behind a key that is a collection. */
function keyOf(value: unknown): string {
  return typeof value === "object" ? "" : String(value);
}

function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column;
}
