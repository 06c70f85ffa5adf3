import { readFileSync } from "node:fs";
import ts from "typescript";
import type { DocComments } from "../args/schema/jsonSchema";

/**
 * Reads the doc comments of types in TypeScript files. For a field of a union type, uses the comment from any union member that
 * has one.
 */
export function docCommentsIn(files: readonly string[]): DocComments {
  const types = new Map<string, ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node))
        types.set(node.name?.text ?? "", node);
    });
  }
  const fieldComment = (node: ts.Node, field: string): string | undefined => {
    if (ts.isTypeParameterDeclaration(node)) return undefined;
    if (ts.isPropertySignature(node) || ts.isPropertyDeclaration(node))
      return node.name.getText() === field && !isNever(node) ? commentOf(node) : undefined;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const target = types.get((ts.isTypeReferenceNode(node) ? node.typeName : node.expression).getText());
      const args = node.typeArguments ?? [];
      return [...(target === undefined ? [] : [target]), ...args].map((next) => fieldComment(next, field)).find(isText);
    }
    // An interface's own fields take precedence over those that it inherits.
    const children = ts.isInterfaceDeclaration(node)
      ? [...node.members, ...(node.heritageClauses ?? [])]
      : node.getChildren();
    return children.map((child) => fieldComment(child, field)).find(isText);
  };
  return (typeName, field) => {
    const type = types.get(typeName);
    if (type === undefined) return undefined;
    return field === undefined ? commentOf(type) : fieldComment(type, field);
  };
}

/** Whether a field must be absent, because it belongs to other members of a union. */
function isNever({ type }: ts.PropertySignature | ts.PropertyDeclaration): boolean {
  return type?.kind === ts.SyntaxKind.NeverKeyword;
}

function isText(text: string | undefined): boolean {
  return text !== undefined;
}

function commentOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = comment === undefined ? undefined : ts.getTextOfJSDocComment(comment.comment);
  return text?.replace(/\s*\n\s*/g, " ");
}
