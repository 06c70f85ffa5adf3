/**
 * Sets of tuples, as decision diagrams. A tuple has one value for each variable; variable `i` has the values 0 to `sizes[i] - 1`.
 * A node tests one variable and leads, for each range of its values, to a node that tests a later variable. Equal nodes are one
 * node, so two sets are equal exactly if their nodes are. For example, over `app` (0: absent, 1: web, 2: other) and `tier` (0:
 * absent, 1: a, 2: other), "app=web or tier=a" is a node for `app` that leads to `ALL` for 1, and for 0 and 2 to the node
 * "tier=a".
 */
export type Node = number;

export const NONE: Node = 0;
export const ALL: Node = 1;

/** Values of one variable: disjoint ranges [start, end) in ascending order. */
export type Ranges = readonly (readonly [start: number, end: number])[];

/**
 * Thrown by `matrix` and `check` if the policies are too complex. `verify`, `diff`, and `openings` report `too-complex`
 * instead.
 */
export class TooManyStepsError extends Error {
  constructor() {
    super("the policies are too complex to compare");
  }
}

/** A node that tests a variable. `bounds[i]` is the first value that leads to `children[i]`. */
interface Test {
  readonly variable: number;
  readonly bounds: readonly number[];
  readonly children: readonly Node[];
}

/** Inputs that people write need far fewer. */
const defaultSteps = 7_000_000;

/** A node takes some hundred bytes. */
const maxNodes = 800_000;

type Operation = "and" | "or" | "minus";

export class Diagrams {
  private readonly tests: Test[] = [];
  private readonly ids = new Map<string, Node>();
  private readonly results: Record<Operation, Map<number, Node>> = { and: new Map(), or: new Map(), minus: new Map() };
  private readonly emptyResults = { and: new Map<number, boolean>(), minus: new Map<number, boolean>() };
  private steps = 0;
  private maxSteps = 0;

  constructor(readonly sizes: readonly number[]) {
    this.allowSteps(defaultSteps);
  }

  /** After so many further steps, computations throw `TooManyStepsError`. A million steps take some seconds at most. */
  private allowSteps(count: number): void {
    this.maxSteps = this.steps + count;
  }

  /** The result of a computation, or `fallback` if it needs more than `count` steps. */
  withinSteps<T>(count: number, compute: () => T, fallback: T): T {
    const left = this.maxSteps - this.steps;
    this.allowSteps(count);
    try {
      return compute();
    } catch (error) {
      if (error instanceof TooManyStepsError) return fallback;
      throw error;
    } finally {
      this.allowSteps(left);
    }
  }

  /** The tuples in which a variable has one of the values. */
  where(variable: number, values: Ranges): Node {
    const bounds: number[] = [];
    const children: Node[] = [];
    let next = 0;
    for (const [start, end] of values) {
      if (start > next) {
        bounds.push(next);
        children.push(NONE);
      }
      bounds.push(start);
      children.push(ALL);
      next = end;
    }
    if (next < this.size(variable)) {
      bounds.push(next);
      children.push(NONE);
    }
    return this.node(variable, bounds, children);
  }

  and(...sets: readonly Node[]): Node {
    // Starts with the last variables: each of the others then adds nodes on top, and does not copy those below.
    const sorted = sets.length < 3 ? sets : [...sets].sort((a, b) => this.variable(b) - this.variable(a));
    return sorted.reduce((a, b) => this.apply("and", a, b), ALL);
  }

  /** Combines halves, so that intermediate results stay small. */
  union(sets: readonly Node[]): Node {
    const [first = NONE, second] = sets;
    if (second === undefined) return first;
    const middle = sets.length >> 1;
    return this.apply("or", this.union(sets.slice(0, middle)), this.union(sets.slice(middle)));
  }

  minus(a: Node, b: Node): Node {
    return this.apply("minus", a, b);
  }

  not(a: Node): Node {
    return this.minus(ALL, a);
  }

  /** Whether a contains nothing that is not in b. Stops at the first difference. */
  isSubset(a: Node, b: Node): boolean {
    return withinStack(() => this.isEmptyResult("minus", a, b));
  }

  /** Whether two sets have nothing in common. Stops at the first common tuple. */
  areDisjoint(a: Node, b: Node): boolean {
    return withinStack(() => this.isEmptyResult("and", a, b));
  }

  /** The variable that a node tests, and where its values lead. Undefined for `NONE` and `ALL`. */
  test(node: Node): { variable: number; branches: { start: number; end: number; child: Node }[] } | undefined {
    const test = this.tests[node - 2];
    if (test === undefined) return undefined;
    const { variable, bounds, children } = test;
    const size = this.size(variable);
    return {
      variable,
      branches: children.map((child, i) => ({ start: bounds[i] ?? 0, end: bounds[i + 1] ?? size, child })),
    };
  }

  /** The values of a variable that occur in a set. */
  valuesIn(set: Node, variable: number): Ranges {
    const found: [number, number][] = [];
    const seen = new Set<Node>([NONE]);
    const visit = (node: Node): void => {
      if (seen.has(node)) return;
      seen.add(node);
      const test = this.test(node);
      if (test === undefined || test.variable > variable) found.push([0, this.size(variable)]);
      else
        for (const { start, end, child } of test.branches) {
          if (test.variable < variable) visit(child);
          else if (child !== NONE) found.push([start, end]);
        }
    };
    withinStack(() => visit(set));
    return mergeRanges(found);
  }

  /** Removes variables from a set: a tuple is in the result if it is in the set for at least one value of each removed variable. */
  forSome(isGiven: (variable: number) => boolean, set: Node): Node {
    const known = new Map<Node, Node>();
    const visit = (node: Node): Node => {
      const test = this.tests[node - 2];
      if (test === undefined) return node;
      const children = test.children.map((child) => known.get(child) ?? visit(child));
      const differs = (child: Node, i: number) => i === 0 || child !== children[i - 1];
      const result = isGiven(test.variable)
        ? this.union(children)
        : this.node(
            test.variable,
            test.bounds.filter((_, i) => differs(children[i] ?? NONE, i)),
            children.filter(differs),
          );
      known.set(node, result);
      return result;
    };
    return withinStack(() => visit(set));
  }

  private size(variable: number): number {
    return this.sizes[variable] ?? 0;
  }

  private apply(operation: Operation, a: Node, b: Node): Node {
    return withinStack(() => this.compute(operation, a, b));
  }

  private compute(operation: Operation, a: Node, b: Node): Node {
    const simple = simpleResult(operation, a, b);
    if (simple !== undefined) return simple;
    const key = keyOf(operation, a, b);
    const results = this.results[operation];
    const known = results.get(key);
    if (known !== undefined) return known;
    const variable = Math.min(this.variable(a), this.variable(b));
    const bounds: number[] = [];
    const children: Node[] = [];
    // The same loop as in `pairs`, without a generator, because most of the time is spent here.
    const [left, right] = [this.testOf(a, variable), this.testOf(b, variable)];
    const size = this.size(variable);
    let last = -1;
    for (let value = 0, i = 0, j = 0; value < size;) {
      if (++this.steps > this.maxSteps) throw new TooManyStepsError();
      const child = this.compute(operation, left.children[i] ?? NONE, right.children[j] ?? NONE);
      if (child !== last) {
        bounds.push(value);
        children.push(child);
        last = child;
      }
      const nextLeft = left.bounds[i + 1] ?? size;
      const nextRight = right.bounds[j + 1] ?? size;
      value = Math.min(nextLeft, nextRight);
      if (nextLeft === value) i++;
      if (nextRight === value) j++;
    }
    const result = this.node(variable, bounds, children);
    results.set(key, result);
    return result;
  }

  private variable(node: Node): number {
    return this.tests[node - 2]?.variable ?? Infinity;
  }

  /** Where two nodes lead for each range of values of the first variable that one of them tests. */
  private *pairs(a: Node, b: Node): Generator<readonly [Node, Node]> {
    const variable = Math.min(this.variable(a), this.variable(b));
    const [left, right] = [this.testOf(a, variable), this.testOf(b, variable)];
    const size = this.size(variable);
    let i = 0;
    let j = 0;
    for (let value = 0; value < size;) {
      if (++this.steps > this.maxSteps) throw new TooManyStepsError();
      yield [left.children[i] ?? NONE, right.children[j] ?? NONE];
      const nextLeft = left.bounds[i + 1] ?? size;
      const nextRight = right.bounds[j + 1] ?? size;
      value = Math.min(nextLeft, nextRight);
      if (nextLeft === value) i++;
      if (nextRight === value) j++;
    }
  }

  /** How a node tests a variable: perhaps all values lead to the node itself. */
  private testOf(node: Node, variable: number): Pick<Test, "bounds" | "children"> {
    const test = this.tests[node - 2];
    return test?.variable === variable ? test : { bounds: [0], children: [node] };
  }

  private isEmptyResult(operation: "and" | "minus", a: Node, b: Node): boolean {
    const simple = simpleResult(operation, a, b);
    if (simple !== undefined) return simple === NONE;
    const key = keyOf(operation, a, b);
    const emptyResults = this.emptyResults[operation];
    const known = emptyResults.get(key);
    if (known !== undefined) return known;
    let isEmpty = true;
    for (const [x, y] of this.pairs(a, b)) {
      if (!this.isEmptyResult(operation, x, y)) {
        isEmpty = false;
        break;
      }
    }
    emptyResults.set(key, isEmpty);
    return isEmpty;
  }

  /** The node for a test. Neighboring children must differ. */
  private node(variable: number, bounds: readonly number[], children: readonly Node[]): Node {
    const [first = NONE] = children;
    if (children.length <= 1) return first;
    const key = `${variable};${bounds.join()};${children.join()}`;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    if (this.tests.length >= maxNodes) throw new TooManyStepsError();
    this.tests.push({ variable, bounds, children });
    const id = this.tests.length + 1;
    this.ids.set(key, id);
    return id;
  }
}

/** Calls are nested as deeply as there are variables. With thousands of them, the stack may overflow. */
function withinStack<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw error instanceof RangeError ? new TooManyStepsError() : error;
  }
}

/** A number for an operation's arguments. There are never 2^26 nodes: they would not fit into memory. */
function keyOf(operation: Operation, a: Node, b: Node): number {
  return operation === "minus" || a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
}

function simpleResult(operation: Operation, a: Node, b: Node): Node | undefined {
  switch (operation) {
    case "and":
      if (a === NONE || b === NONE) return NONE;
      if (a === ALL || a === b) return b;
      return b === ALL ? a : undefined;
    case "or":
      if (a === ALL || b === ALL) return ALL;
      if (a === NONE || a === b) return b;
      return b === NONE ? a : undefined;
    case "minus":
      if (a === NONE || b === ALL || a === b) return NONE;
      return b === NONE ? a : undefined;
  }
}

/** The values that are not in the ranges. */
export function complementRanges(ranges: Ranges, size: number): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [start, end] of ranges) {
    if (next < start) result.push([next, start]);
    next = end;
  }
  if (next < size) result.push([next, size]);
  return result;
}

function mergeRanges(ranges: readonly (readonly [number, number])[]): Ranges {
  const result: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
