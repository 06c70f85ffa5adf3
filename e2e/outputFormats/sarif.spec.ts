import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { checkCommand } from "../../cli/commands/checkCommand";
import { cniNames, findingRules } from "../../core";
import { findingCases } from "../../testing/findingCases";
import { withTempDir } from "../../testing/withTempDir";
import { installPackages } from "../installPackages";

/** The parts of Ajv 6 that the tests use. Later versions do not support draft 4, in which the schema is written. */
type Ajv6 = new (options: object) => {
  addMetaSchema(schema: object): void;
  compile(schema: object): Validator;
};

type Validator = ((value: unknown) => boolean) & { errors?: unknown };

describe("SARIF printed by check", () => {
  withTempDir();
  let isValid: Validator;
  before(async () => {
    // Microsoft's test matchers include the schema.
    const require = await installPackages({ "@microsoft/jest-sarif": "1.0.0-beta.0", ajv: "6.12.6" });
    const Ajv = require("ajv") as Ajv6;
    const ajv = new Ajv({ schemaId: "id", unknownFormats: "ignore" });
    ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json") as object);
    isValid = ajv.compile(require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object);
  });

  it("is checked by a schema that rejects an incomplete log", () => assert.equal(isValid({ version: "2.1.0" }), false));

  for (const { id, cniOverrides = {} } of findingRules) {
    it(`is valid for ${id}`, () => {
      writeFileSync("case.yaml", findingCases[id].fires);
      const cni = cniNames.find((name) => cniOverrides[name] !== undefined);
      const { text } = checkCommand({
        files: ["case.yaml"],
        output: "sarif",
        ...(cni !== undefined && { cni }),
      });
      assert.ok(isValid(JSON.parse([...text].join(""))), JSON.stringify(isValid.errors));
    });
  }
});
