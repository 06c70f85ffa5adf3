import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(__dirname, "../..");

/** README.md, SKILL.md, and every page in docs/, except the generated reference of the API, whose blocks are not programs. */
export const documents: readonly string[] = [
  "README.md",
  "SKILL.md",
  ...readdirSync(join(root, "docs")).flatMap((name) =>
    name.endsWith(".md") && name !== "api.md" ? [`docs/${name}`] : [],
  ),
];

/** A fenced block of a document. */
export interface Block {
  /** `README.md:12`, the line of the opening fence. */
  at: string;
  file: string;
  /** The offset of the opening fence in the text of the file. */
  start: number;
  /** The text after the opening fence: `sh`, `yaml values.yaml`, `text output 1`. */
  info: string;
  code: string;
  /** The block directly below, if it shows this block's output. */
  output?: Block;
}

/** Every fenced block of a document, in order. If `file` is omitted, the blocks of all documents. */
export function blocks(file?: string): Block[] {
  return file === undefined ? documents.flatMap((document) => blocks(document)) : blocksOf(file, readDocument(file));
}

export function readDocument(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Whether a block shows the output of the block above it: `text output`, `json output 1`. */
export function isOutput({ info }: Block): boolean {
  return /^\w+ output(?: \d+)?$/.test(info);
}

/** The exit code in the info string of an output. */
export function exitCodeOf({ info }: Block): number {
  return Number(info.split(" ")[2] ?? 0);
}

/** The name of the file that a block shows: `values.yaml` for `yaml values.yaml`. */
export function fileNameOf({ info }: Block): string | undefined {
  return /^(?:yaml|json) (\S+\.(?:yaml|json))$/.exec(info)?.[1];
}

/** A block as Markdown. */
export function blockText({ info, code }: Pick<Block, "info" | "code">): string {
  return `\`\`\`${info}\n${code}\`\`\``;
}

function blocksOf(file: string, text: string): Block[] {
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
    const isDirectlyBelow = next !== undefined && next.start === block.start + blockText(block).length + 2;
    return isDirectlyBelow && isOutput(next) ? { ...block, output: next } : block;
  });
}
