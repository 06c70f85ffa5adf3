import ts from "typescript";

/** One small change to a syntax tree. */
export interface Mutation {
  /** The change, as text. */
  change: string;
  /** The node's replacement. Undefined removes a statement. */
  replacement: ts.Expression | undefined;
}

/** The mutations that the usual mutation operators create for a node. */
export function mutations(node: ts.Node): Mutation[] {
  if (isName(node)) return [];
  const result: Mutation[] = [];
  const text = (part: ts.Node) => textOf(part, node.getSourceFile());
  const replace = (...replacements: ts.Expression[]) =>
    result.push(...replacements.map((to) => ({ change: `${text(node)} → ${text(to)}`, replacement: to })));
  const remove = (part: string, rest: ts.Expression | undefined) =>
    result.push({ change: `without ${part}`, replacement: rest });

  if (isCondition(node)) replace(factory.createTrue(), factory.createFalse());
  if (isDefault(node)) remove(`the default ${text(node)}`, factory.createVoidZero());
  if (ts.isBinaryExpression(node)) {
    const { left, right, operatorToken } = node;
    const others = binaryOperators.get(operatorToken.kind) ?? [];
    replace(...others.map((other) => factory.createBinaryExpression(left, other, right)));
    if (shortCircuits.has(operatorToken.kind)) replace(left, right);
  } else if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    replace(node.operand);
  } else if (node.kind === SyntaxKind.TrueKeyword) {
    replace(factory.createFalse());
  } else if (node.kind === SyntaxKind.FalseKeyword) {
    replace(factory.createTrue());
  } else if (ts.isNumericLiteral(node)) {
    replace(number(Number(node.text) + 1), number(Number(node.text) - 1));
  } else if (ts.isBigIntLiteral(node)) {
    const value = BigInt(node.text.slice(0, -1));
    replace(bigint(value + 1n), bigint(value - 1n));
  } else if ((ts.isStringLiteral(node) && node.text !== "") || ts.isTemplateExpression(node)) {
    replace(factory.createStringLiteral(""));
  } else if (ts.isArrayLiteralExpression(node)) {
    const { elements } = node;
    for (const [i, element] of elements.entries()) {
      remove(text(element), factory.createArrayLiteralExpression(elements.toSpliced(i, 1)));
    }
  } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    const other = otherMethods.get(name.text);
    if (other !== undefined) {
      const method = factory.createPropertyAccessExpression(expression, other);
      replace(factory.createCallExpression(method, undefined, node.arguments));
    }
    if (removableMethods.has(name.text)) {
      remove(`.${name.text}(${node.arguments.map(text).join(", ")})`, expression);
    }
  } else if (isRemovable(node)) {
    remove(text(node), undefined);
  }
  return result;
}

const { factory, SyntaxKind } = ts;

const binaryOperators = new Map<ts.SyntaxKind, ts.BinaryOperator[]>([
  [SyntaxKind.AmpersandAmpersandToken, [SyntaxKind.BarBarToken]],
  [SyntaxKind.BarBarToken, [SyntaxKind.AmpersandAmpersandToken]],
  [SyntaxKind.EqualsEqualsEqualsToken, [SyntaxKind.ExclamationEqualsEqualsToken]],
  [SyntaxKind.ExclamationEqualsEqualsToken, [SyntaxKind.EqualsEqualsEqualsToken]],
  [SyntaxKind.LessThanToken, [SyntaxKind.LessThanEqualsToken, SyntaxKind.GreaterThanEqualsToken]],
  [SyntaxKind.LessThanEqualsToken, [SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken]],
  [SyntaxKind.GreaterThanToken, [SyntaxKind.GreaterThanEqualsToken, SyntaxKind.LessThanEqualsToken]],
  [SyntaxKind.GreaterThanEqualsToken, [SyntaxKind.GreaterThanToken, SyntaxKind.LessThanToken]],
  [SyntaxKind.PlusToken, [SyntaxKind.MinusToken]],
  [SyntaxKind.MinusToken, [SyntaxKind.PlusToken]],
  [SyntaxKind.AsteriskToken, [SyntaxKind.SlashToken]],
  [SyntaxKind.SlashToken, [SyntaxKind.AsteriskToken]],
  [SyntaxKind.LessThanLessThanToken, [SyntaxKind.GreaterThanGreaterThanToken]],
  [SyntaxKind.GreaterThanGreaterThanToken, [SyntaxKind.LessThanLessThanToken]],
  [SyntaxKind.AmpersandToken, [SyntaxKind.BarToken]],
  [SyntaxKind.BarToken, [SyntaxKind.AmpersandToken]],
]);

/** Operators for which each operand alone is a mutation too. */
const shortCircuits = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

const otherMethods = new Map([
  ["some", "every"],
  ["every", "some"],
]);

const removableMethods = new Set(["filter", "slice", "sort"]);

const predicateMethods = new Set(["every", "filter", "find", "findIndex", "some"]);

function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent) || ts.isForStatement(parent)) return parent.condition === node;
  const isExpressionBody = ts.isArrowFunction(parent) && parent.body === node && !ts.isBlock(node);
  if (!isExpressionBody || !ts.isCallExpression(parent.parent)) return false;
  const method = parent.parent.expression;
  return ts.isPropertyAccessExpression(method) && predicateMethods.has(method.name.text);
}

function isDefault(node: ts.Node): boolean {
  const { parent } = node;
  return (ts.isParameter(parent) || ts.isBindingElement(parent)) && parent.initializer === node;
}

/** Whether a node is a property name. */
function isName(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind === SyntaxKind.InKeyword && parent.left === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

function isRemovable(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return ts.isCaseOrDefaultClause(node.parent);
  return ts.isExpressionStatement(node) || ts.isBreakStatement(node);
}

function number(value: number): ts.Expression {
  return value < 0
    ? factory.createPrefixMinus(factory.createNumericLiteral(-value))
    : factory.createNumericLiteral(value);
}

function bigint(value: bigint): ts.Expression {
  return value < 0n
    ? factory.createPrefixMinus(factory.createBigIntLiteral(`${-value}n`))
    : factory.createBigIntLiteral(`${value}n`);
}

const printer = ts.createPrinter({ removeComments: true });

function textOf(node: ts.Node, file: ts.SourceFile): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, file).replace(/\s+/g, " ");
}
