// Writes the JSON Schema of the values, for editors and CI, into dist/values.schema.json.
import { writeFileSync } from "node:fs";
import { argsShape } from "../policy/argsShape";
import { jsonSchema } from "../policy/jsonSchema";

const schema = jsonSchema(argsShape, "Values of vald-network-policy");
writeFileSync("dist/values.schema.json", `${JSON.stringify(schema, undefined, 2)}\n`);
