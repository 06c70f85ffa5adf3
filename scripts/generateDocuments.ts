/*
 * `npm run generate`: updates the generated parts of the documents: docs/findings.md, docs/what-breaks.md, the
 * table of the default policies, and the output of commands and programs. Review the diff before you commit it.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Block, blocks, blockText, documents, readDocument, root } from "../testing/documents/blocks";
import { exampleRunner, isExecutable } from "../testing/documents/exampleRunner";
import { findingsPage } from "./findingsPage";
import { whatBreaksPage } from "./whatBreaksPage";

/** Updates the generated parts of a document that do not require running an example. Returns the new text. */
export function withGeneratedParts(file: string): string {
  if (file === "docs/findings.md") return findingsPage();
  if (file === "docs/what-breaks.md") return whatBreaksPage();
  const table = /^\| from \/ to .*\n(?:\|.*\n)+/m;
  return readDocument(file)
    .replace(table, () => valdNetpol("matrix", "-o", "markdown"))
    .replace(/^```text dependencies\n[\s\S]*?^```$/m, () =>
      blockText({ info: "text dependencies", code: folderDependencies() }),
    );
}

/** Lists the folders that each folder may import, such as `args: args/schema, graph, kubernetes`. */
function folderDependencies(): string {
  const { forbidden } = createRequire(__filename)(join(root, ".dependency-cruiser.cjs")) as {
    forbidden: { name: string; comment?: string }[];
  };
  return forbidden
    .flatMap(({ name, comment }) => (name.endsWith("-imports-only-its-sources") ? `${comment}\n` : []))
    .join("");
}

function valdNetpol(...args: string[]): string {
  return execFileSync(process.execPath, [join(root, "dist/vald-netpol.js"), ...args], { encoding: "utf8" });
}

/** Updates the output of a document's examples. Returns the new text. */
function withOutputs(file: string): string {
  const runner = exampleRunner(file);
  const replacements: [shown: Block, current: Pick<Block, "info" | "code">][] = [];
  for (const block of blocks(file).filter(isExecutable)) {
    const { at, info, output } = block;
    const { text, code } = runner.run(block);
    if (code !== 0 && (info === "ts" || output === undefined)) console.error(`${at}: exit code ${code}\n${text}`);
    else if (output !== undefined) {
      const [language = ""] = output.info.split(" ");
      replacements.push([output, { info: `${language} output${code === 0 ? "" : ` ${code}`}`, code: text }]);
    }
  }
  runner.remove();
  // Replaces from the end, so that the offsets of the preceding blocks stay valid.
  return replacements.reduceRight(
    (text, [shown, current]) =>
      text.slice(0, shown.start) + blockText(current) + text.slice(shown.start + blockText(shown).length),
    readDocument(file),
  );
}

if (require.main === module)
  for (const file of documents) {
    writeFileSync(join(root, file), withGeneratedParts(file));
    writeFileSync(join(root, file), withOutputs(file));
  }
