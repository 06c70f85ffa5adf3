import assert from "node:assert/strict";
import { join } from "node:path";
import ts from "typescript";
import { published } from "./published";

const root = join(__dirname, "../../..");
const files = ["args/args.ts", "kubernetes/networkPolicy.ts", "components/valdNetworkPoliciesArgs.ts"].map((file) =>
  join(root, file),
);

interface Definition {
  description?: string;
  properties: Record<string, { description?: string }>;
}

describe("descriptions in values.schema.json", () => {
  const schema = published as unknown as Definition & { definitions: Record<string, Definition> };
  const { adopt, strict, ...shared } = schema.properties;
  const definitions = {
    ...schema.definitions,
    NetworkPoliciesArgs: { ...schema, properties: shared },
  };

  // Here, the compiler finds the fields of unions and generic types. scripts/docComments.ts finds them with its own code.
  const program = ts.createProgram(files, { noLib: true, types: [] });
  const checker = program.getTypeChecker();
  const symbols = files.flatMap((file) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
    return checker.getExportsOfModule(module!);
  });
  const commentOf = (symbol: ts.Symbol | undefined) =>
    ts.displayPartsToString(symbol?.getDocumentationComment(checker)).replace(/\s+/g, " ");
  /** The field of a union member. Undefined if it is of type never, because it must be absent there. */
  const fieldOf = (member: ts.Type, field: string) => {
    const symbol = member.getProperty(field);
    return symbol && checker.getTypeOfSymbol(symbol).flags & ts.TypeFlags.Never ? undefined : symbol;
  };

  for (const [typeName, { description, properties }] of Object.entries(definitions)) {
    it(`equal the doc comments of ${typeName}`, () => {
      const symbol = symbols.find(({ name }) => name === typeName)!;
      assert.equal(description, commentOf(symbol));
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const members = type.isUnion() ? type.types : [type];
      for (const [field, { description: fieldDescription }] of Object.entries(properties)) {
        const comments = new Set(members.map((member) => commentOf(fieldOf(member, field))));
        comments.delete("");
        assert.deepEqual([...comments], fieldDescription === undefined ? [] : [fieldDescription], field);
      }
    });
  }

  it("equal the doc comments of the Pulumi component's own args", () => {
    const own = symbols.find(({ name }) => name === "ValdNetworkPoliciesArgs")!;
    const type = checker.getDeclaredTypeOfSymbol(own);
    assert.deepEqual(
      [adopt?.description, strict?.description],
      ["adopt", "strict"].map((field) => commentOf(type.getProperty(field))),
    );
  });

  it("are present for every field except the components", () => {
    const missing = Object.entries(definitions).flatMap(([typeName, { properties }]) =>
      typeName === "Components"
        ? []
        : Object.keys(properties).filter((field) => properties[field]?.description === undefined),
    );
    assert.deepEqual(missing, []);
  });
});
