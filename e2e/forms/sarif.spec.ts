import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { check } from "../../cli/check";
import { cniNames, findingIds, findingKinds } from "../../policies";
import { findingCases } from "../../tests/analysis/findingCases";
import { inFolder } from "../../tests/cli/inFolder";
import { writeFileSync } from "node:fs";
import { installed } from "./installed";

/** A part of Ajv 6, which the schema's draft needs. */
type Ajv = new (options: object) => {
  addMetaSchema(schema: object): void;
  compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown };
};

describe("what check prints as SARIF", () => {
  inFolder({});
  let accepts: ReturnType<InstanceType<Ajv>["compile"]>;
  before(async () => {
    // Microsoft's own test matchers, for the schema that they come with.
    const modules = await installed({ "@microsoft/jest-sarif": "1.0.0-beta.0", ajv: "6.12.6" });
    const json = (path: string) => JSON.parse(readFileSync(join(modules, path), "utf8")) as object;
    const AjvOfDraft4 = createRequire(join(modules, "x.js"))("ajv") as Ajv;
    const ajv = new AjvOfDraft4({ schemaId: "id", unknownFormats: "ignore" });
    ajv.addMetaSchema(json("ajv/lib/refs/json-schema-draft-04.json"));
    accepts = ajv.compile(json("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  });

  it("is refused by the schema where it is none", () => assert.equal(accepts({ version: "2.1.0" }), false));

  for (const id of findingIds)
    it(`is as the schema has it: ${id}`, () => {
      writeFileSync("case.yaml", findingCases[id].fires);
      const cni = cniNames.find((name) => findingKinds[id].with?.[name] !== undefined);
      const { text } = check("case.yaml", {
        values: [],
        failOn: "error",
        output: "sarif",
        ...(cni !== undefined && { cni }),
      });
      assert.ok(accepts(JSON.parse([...text].join(""))), JSON.stringify(accepts.errors));
    });
});
