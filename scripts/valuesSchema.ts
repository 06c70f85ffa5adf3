// Writes dist/values.schema.json: the JSON Schema of a values file, with descriptions from the doc comments.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { argsSchema } from "../args/argsSchema";
import { jsonSchema } from "../args/schema/jsonSchema";
import { docCommentsIn } from "./docComments";

const root = join(__dirname, "..");
const docComments = docCommentsIn([join(root, "args/args.ts"), join(root, "kubernetes/networkPolicy.ts")]);
const schema = jsonSchema(argsSchema, "Values of vald-network-policy", docComments);
writeFileSync(join(root, "dist/values.schema.json"), `${JSON.stringify(schema, undefined, 2)}\n`);
