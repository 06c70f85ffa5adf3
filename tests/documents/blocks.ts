import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");

/** A fenced block of a document; `info` is what stands after the opening fence, such as `sh` or `text error`. */
export interface Block {
  /** `README.md:12`, the line of the opening fence. */
  at: string;
  file: string;
  /** The place of the opening fence in the text of the file. */
  start: number;
  info: string;
  code: string;
  /** The block right below that shows what this one prints. */
  output?: Block;
}

export const documents: readonly string[] = [
  "README.md",
  ...readdirSync(join(root, "docs")).flatMap((name) => (name.endsWith(".md") ? [`docs/${name}`] : [])),
];

/** Every fenced block of README.md and docs/. */
export function blocks(): Block[] {
  return documents.flatMap(blocksOf);
}

export function isOutput({ info }: Block): boolean {
  return info.split(" ").slice(0, 2).join(" ") === "text output";
}

/** A block as it stands in its file. */
export function blockText({ info, code }: Pick<Block, "info" | "code">): string {
  return `\`\`\`${info}\n${code}\`\`\``;
}

function blocksOf(file: string): Block[] {
  const text = readFileSync(join(root, file), "utf8");
  const found = [...text.matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ({ index, 1: info = "", 2: code = "" }): Block => ({
      at: `${file}:${text.slice(0, index).split("\n").length}`,
      file,
      start: index,
      info,
      code,
    }),
  );
  return found.map((block, i) => {
    const next = found[i + 1];
    const isBelow = next !== undefined && next.start === block.start + blockText(block).length + 2;
    return isBelow && isOutput(next) ? { ...block, output: next } : block;
  });
}
