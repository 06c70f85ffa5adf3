import { dirname, join, relative, resolve } from "node:path";
import { Script } from "node:vm";
import ts from "typescript";
import type { evaluateValid } from "../../../analysis/evaluate/evaluate";
import { mutations } from "./mutations";
import { reachableDeclarations } from "./reachable";

type Evaluate = typeof evaluateValid;

/** `evaluate` with one mutation. */
export interface Mutant {
  /** The file, such as `analysis/evaluate/connection.ts`. */
  file: string;
  /** The names of the functions, variables and properties around the mutation, such as `sideOf.rules`. */
  location: string;
  /** The mutation, such as `a < b → a <= b`. The second equal mutation in the same location ends with ` (2)`. */
  change: string;
  evaluate: Evaluate;
}

const root = resolve(__dirname, "../../..");
const entry = "analysis/evaluate/evaluate.ts";
// The oracle knows only valid input.
const entryName = "evaluateValid";

/** The maximum number of loop iterations in one evaluation. Without a mutation, there are fewer than 500. */
const maxIterations = 10_000;

/**
 * All mutants of `evaluate`, and all files with mutations, each with an `evaluate` in which no mutation is active. All mutations
 * in a file are compiled together, each behind a condition: `a < b` becomes `(control.active === 7 ? a <= b : a < b)`.
 */
export function mutantsOfEvaluate(): { files: { file: string; evaluate: Evaluate }[]; mutants: Mutant[] } {
  const entryFile = join(root, entry);
  // Finding the declarations that a function uses does not require the types of the standard library and of packages.
  const program = ts.createProgram([entryFile], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    noLib: true,
    types: [],
    rootDir: root,
    outDir: root,
  });
  const declarations = reachableDeclarations(program.getTypeChecker(), program.getSourceFile(entryFile)!, entryName);
  const plain = compile(program);
  const sites: Site[] = [];
  const mutated = compile(program, (context) => (source) => withMutations(context, source, declarations, sites));

  const control = new Control();
  // Only one file at a time has mutations, because they slow the code down.
  const loadMutated = (file: string) => load(new Map([...plain, [file, mutated.get(file)!]]), control);
  const evaluates = new Map([...new Set(sites.map(({ file }) => file))].map((file) => [file, loadMutated(file)]));
  const start =
    (mutation: number | undefined, evaluate: () => Evaluate): Evaluate =>
    (policies, connection) => {
      control.start(mutation);
      return evaluate()(policies, connection);
    };
  return {
    files: [...evaluates].map(([file, evaluate]) => ({ file, evaluate: start(undefined, () => evaluate) })),
    mutants: sites.map(({ isConstant, ...site }, id) => {
      let loaded: Evaluate | undefined;
      // A constant is initialized when its file is loaded.
      const evaluate = () => (loaded ??= isConstant ? loadMutated(site.file) : evaluates.get(site.file)!);
      return { ...site, evaluate: start(id, evaluate) };
    }),
  };
}

/** The scripts of all files, by file path. */
function compile(program: ts.Program, transformer?: ts.TransformerFactory<ts.SourceFile>): Map<string, Script> {
  const scripts = new Map<string, Script>();
  const write = (path: string, code: string) => {
    const file = relative(root, path).replace(/\.js$/, ".ts");
    scripts.set(file, new Script(`(function (require, exports, control) {${code}\n})`, { filename: file }));
  };
  program.emit(undefined, write, undefined, false, transformer && { before: [transformer] });
  return scripts;
}

/** A mutation and its location. */
interface Site {
  file: string;
  location: string;
  change: string;
  /** Whether the mutation is in a module-level constant. */
  isConstant: boolean;
}

/** Selects the active mutation, and ends endless loops. */
class Control {
  active: number | undefined;
  private iterations = 0;

  start(mutation: number | undefined): void {
    this.active = mutation;
    this.iterations = 0;
  }

  countIteration(): true {
    if (++this.iterations > maxIterations) throw new Error("endless loop");
    return true;
  }
}

function withMutations(
  context: ts.TransformationContext,
  source: ts.SourceFile,
  declarations: ReadonlySet<ts.Node>,
  sites: Site[],
): ts.SourceFile {
  const { factory } = context;
  const control = factory.createIdentifier("control");
  const property = (name: string) => factory.createPropertyAccessExpression(control, name);
  const counts = new Map<string, number>();

  const visit = (node: ts.Node): ts.Node => {
    if (ts.isTypeNode(node)) return node;
    let result = ts.visitEachChild(node, visit, context);
    for (const { change, replacement } of mutations(node)) {
      const location = locationOf(node);
      const count = (counts.get(`${location} ${change}`) ?? 0) + 1;
      counts.set(`${location} ${change}`, count);
      const id = sites.push({
        file: relative(root, source.fileName),
        location,
        change: count === 1 ? change : `${change} (${count})`,
        isConstant: isInConstant(node),
      });
      const isActive = factory.createStrictEquality(property("active"), factory.createNumericLiteral(id - 1));
      // Casts: a mutation replaces an expression with an expression, and removes only statements.
      result =
        replacement === undefined
          ? factory.createBlock([factory.createIfStatement(factory.createLogicalNot(isActive), result as ts.Statement)])
          : factory.createParenthesizedExpression(
              factory.createConditionalExpression(isActive, undefined, replacement, undefined, result as ts.Expression),
            );
    }
    if (!isLoopCondition(node)) return result;
    const count = factory.createCallExpression(property("countIteration"), undefined, []);
    return factory.createLogicalAnd(count, result as ts.Expression);
  };

  return ts.visitEachChild(source, (node) => (declarations.has(node) ? visit(node) : node), context);
}

function isLoopCondition(node: ts.Node): boolean {
  const { parent } = node;
  return ts.isForStatement(parent)
    ? parent.condition === node
    : ts.isWhileStatement(parent) && parent.expression === node;
}

function locationOf(node: ts.Node): string {
  if (ts.isSourceFile(node)) return "";
  const outer = locationOf(node.parent);
  const isNamed = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node);
  if (!isNamed || node.name === undefined || !ts.isIdentifier(node.name)) return outer;
  return outer === "" ? node.name.text : `${outer}.${node.name.text}`;
}

function isInConstant(node: ts.Node): boolean {
  return ts.isSourceFile(node.parent) ? !ts.isFunctionDeclaration(node) : isInConstant(node.parent);
}

/** Loads the files and returns `evaluate`. */
function load(scripts: ReadonlyMap<string, Script>, control: Control): Evaluate {
  const loaded = new Map<string, object>();
  const requireFile = (file: string): object => {
    const known = loaded.get(file);
    if (known !== undefined) return known;
    const exports = {};
    loaded.set(file, exports);
    // Cast: the script is a function of these parameters.
    const run = scripts.get(file)?.runInThisContext() as (...parameters: unknown[]) => void;
    run((path: string) => requireFile(`${join(dirname(file), path)}.ts`), exports, control);
    return exports;
  };
  // Cast: the file exports this function.
  return (requireFile(entry) as Record<typeof entryName, Evaluate>)[entryName];
}
