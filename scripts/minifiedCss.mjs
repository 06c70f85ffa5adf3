import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

/** The minified text of a style sheet. */
export function minifiedCss(file) {
  return transformSync(readFileSync(file, "utf8"), { loader: "css", minify: true }).code.trim();
}
