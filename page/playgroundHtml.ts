import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** The playground as one HTML file. A bundle contains the file, instead of building it. */
export const playgroundHtml = execFileSync(process.execPath, [join(__dirname, "../scripts/playground.mjs")], {
  encoding: "utf8",
  maxBuffer: 16 * 1024 * 1024,
});
