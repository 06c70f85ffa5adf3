import ts from "typescript";

/** A function and all top-level declarations that it uses, directly or indirectly, in any file of the program. */
export function reachableDeclarations(checker: ts.TypeChecker, entry: ts.SourceFile, name: string): Set<ts.Node> {
  const result = new Set<ts.Node>();
  const follow = (symbol: ts.Symbol | undefined): void => {
    const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    for (const declaration of (isAlias ? checker.getAliasedSymbol(symbol) : symbol)?.declarations ?? []) {
      const topLevel = topLevelDeclaration(declaration);
      if (result.has(topLevel)) continue;
      result.add(topLevel);
      visit(topLevel);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isShorthandPropertyAssignment(node)) follow(checker.getShorthandAssignmentValueSymbol(node));
    else if (ts.isIdentifier(node)) follow(checker.getSymbolAtLocation(node));
    ts.forEachChild(node, visit);
  };
  const module = checker.getSymbolAtLocation(entry);
  follow(module?.exports?.get(ts.escapeLeadingUnderscores(name)));
  return result;
}

function topLevelDeclaration(node: ts.Node): ts.Node {
  return ts.isSourceFile(node.parent) ? node : topLevelDeclaration(node.parent);
}
