import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The style sheet of the report. A bundle contains it, minified, instead of reading it. */
export const style = readFileSync(join(__dirname, "report.css"), "utf8");
