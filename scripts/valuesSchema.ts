// Writes dist/values.schema.json: the JSON Schema of a values file, with descriptions from the doc comments.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { valuesFileSchema } from "../args/argsSchema";
import { jsonSchema } from "../args/schema/jsonSchema";
import { docCommentsIn } from "./docComments";

const root = join(__dirname, "..");
const files = ["args/args.ts", "kubernetes/networkPolicy.ts", "components/valdNetworkPoliciesArgs.ts"];
const docComments = docCommentsIn(files.map((file) => join(root, file)));
const schema = jsonSchema(
  valuesFileSchema,
  "Values of vald-network-policy",
  // The Pulumi component's args extend the others with fields of their own.
  (type, field) =>
    docComments(type, field) ??
    (type === valuesFileSchema.typeName ? docComments("ValdNetworkPoliciesArgs", field) : undefined),
);
mkdirSync(join(root, "dist"), { recursive: true });
writeFileSync(join(root, "dist/values.schema.json"), `${JSON.stringify(schema, undefined, 2)}\n`);
