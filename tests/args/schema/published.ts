import { readFileSync } from "node:fs";
import { join } from "node:path";

export const publishedFile = join(__dirname, "../../../dist/values.schema.json");

/** The JSON Schema that the package ships, written by `npm run build`. */
export const published = JSON.parse(readFileSync(publishedFile, "utf8")) as Readonly<Record<string, unknown>>;
