import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { root } from "./documents/blocks";

/** The schemas in this checkout. */
export const schemaFolder = join(root, "cli/output/schemas");

/**
 * Returns a function that validates the JSON output of a command with the schemas in a folder. The function returns the errors as
 * text, which is empty if the output is valid.
 */
export function outputValidator(folder: string): (command: string, output: unknown) => string {
  // Optimized code would take longer to generate than it saves.
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, code: { optimize: false } });
  for (const file of readdirSync(folder)) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), "utf8")), file);
  return (command, output) =>
    ajv.validate(`${command}.schema.json`, output) === true ? "" : ajv.errorsText(ajv.errors);
}
