import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");

/** A fenced block of a document; `info` is what stands after the opening fence, such as `sh` or `text error`. */
export interface Block {
  /** `README.md:12`, the line of the opening fence. */
  at: string;
  info: string;
  code: string;
}

/** Every fenced block of README.md and docs/. */
export function blocks(): Block[] {
  const documents = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];
  return documents.filter((file) => file.endsWith(".md")).flatMap(blocksOf);
}

function blocksOf(file: string): Block[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(({ index, 1: info = "", 2: code = "" }) => ({
    at: `${file}:${text.slice(0, index).split("\n").length}`,
    info,
    code,
  }));
}
