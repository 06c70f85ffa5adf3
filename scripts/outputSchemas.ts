// Writes cli/output/schemas/: the JSON Schemas of what commands print with `-o json`, from the types in cli/output/jsonOutputs.ts.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AnnotatedType,
  type BaseType,
  type CompletedConfig,
  type Context,
  createFormatter,
  createParser,
  createProgram,
  DEFAULT_CONFIG,
  LiteralType,
  type MutableParser,
  type NodeParser,
  SchemaGenerator,
  type SubNodeParser,
  UnionType,
} from "ts-json-schema-generator";
import ts from "typescript";

const root = join(__dirname, "..");
const folder = join(root, "cli/output/schemas");

/** The texts of the schemas, by file name: `diff.schema.json` for the type `DiffOutput`. */
export function outputSchemas(): Record<string, string> {
  const path = join(root, "cli/output/jsonOutputs.ts");
  const config: CompletedConfig = {
    ...DEFAULT_CONFIG,
    path,
    tsconfig: join(root, "tsconfig.json"),
    // The type-aware lint checks types.
    skipTypeCheck: true,
    topRef: false,
  };
  const program = createProgram(config);
  const source = program.getSourceFile(path);
  const types = source?.statements.flatMap((node) =>
    (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) && node.name.text.endsWith("Output")
      ? [node.name.text]
      : [],
  );
  const formatter = createFormatter(config);
  return Object.fromEntries(
    (types ?? []).map((type) => {
      // Only the parser of a type writes that type at the root of the schema.
      const parser = createParser(program, { ...config, type }, (all) =>
        // Cast: the parser is the chain of all parsers.
        all
          .addNodeParser(new DescribedUnionParser(all as MutableParser & NodeParser))
          .addNodeParser(new ListItemParser(program.getTypeChecker())),
      );
      const generator = new SchemaGenerator(program, parser, formatter, config);
      const { $schema, description, ...schema } = generator.createSchema(type);
      return [fileName(type), `${JSON.stringify({ $schema, description, ...schema }, undefined, 2)}\n`];
    }),
  );
}

function fileName(type: string): string {
  const words = type.replace(/Output$/, "").replace(/\B[A-Z]/g, "-$&");
  return `${words.toLowerCase()}.schema.json`;
}

/** Reads unions with the doc comments of their members. The generator itself reads those of types and fields only. */
class DescribedUnionParser implements SubNodeParser {
  constructor(private readonly parser: NodeParser) {}

  supportsNode(node: ts.Node): boolean {
    return ts.isUnionTypeNode(node) && node.types.some((_, i) => memberComment(node, i) !== undefined);
  }

  createType(node: ts.UnionTypeNode, context: Context): BaseType {
    return new UnionType(
      node.types.map((member, i) => {
        const type = this.parser.createType(member, context);
        const description = memberComment(node, i);
        return description === undefined ? type : new AnnotatedType(type, { description }, false);
      }),
    );
  }
}

/** Reads the type of a list's items, such as `(typeof componentNames)[number]`. The generator itself reads no list that contains `...`. */
class ListItemParser implements SubNodeParser {
  constructor(private readonly checker: ts.TypeChecker) {}

  supportsNode(node: ts.Node): boolean {
    if (!ts.isIndexedAccessTypeNode(node) || !ts.isParenthesizedTypeNode(node.objectType)) return false;
    return ts.isTypeQueryNode(node.objectType.type);
  }

  createType(node: ts.IndexedAccessTypeNode): BaseType {
    const type = this.checker.getTypeFromTypeNode(node);
    const types = type.isUnion() ? type.types : [type];
    return new UnionType(
      types.map((item) => {
        if (!item.isStringLiteral()) throw new Error(`not a list of texts: ${node.getText()}`);
        return new LiteralType(item.value);
      }),
    );
  }
}

/** The doc comment of a member of a union. It precedes the `|`. */
function memberComment(union: ts.UnionTypeNode, index: number): string | undefined {
  const { text } = union.getSourceFile();
  const start = index === 0 ? union.pos : union.types[index - 1]!.end;
  const [comment] = ts.getLeadingCommentRanges(text, start)?.slice(-1) ?? [];
  return (
    comment &&
    text
      .slice(comment.pos, comment.end)
      .match(/^\/\*\*([^]*)\*\/$/)?.[1]
      ?.replace(/\s*\n\s*\*?\s*/g, " ")
      .trim()
  );
}

if (require.main === module) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, text] of Object.entries(outputSchemas())) writeFileSync(join(folder, file), text);
}
