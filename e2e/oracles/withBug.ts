import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { build } from "esbuild";
import type { evaluate } from "../../analysis/evaluate";
import type { PlantedBug } from "./plantedBugs";

const root = join(__dirname, "..", "..");

/** `evaluate` from a copy of its modules, in memory, in which the bug is planted; without a bug, as it is. */
export async function evaluateWith(bug?: PlantedBug): Promise<typeof evaluate> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["analysis/evaluate.ts"],
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "cjs",
    plugins: [
      {
        name: "planted bug",
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.ts$/ }, ({ path }) => {
            const text = readFileSync(path, "utf8");
            return {
              loader: "ts",
              contents: bug !== undefined && path === join(root, bug.file) ? planted(bug, text) : text,
            };
          });
        },
      },
    ],
  });
  if (bug !== undefined && metafile.inputs[bug.file] === undefined)
    throw new Error(`evaluate does not use ${bug.file}`);
  const module = { exports: {} };
  compileFunction(outputFiles[0]?.text ?? "", ["module", "exports"])(module, module.exports);
  // Cast: that is what the file exports.
  return (module.exports as { evaluate: typeof evaluate }).evaluate;
}

function planted({ file, find, replace }: PlantedBug, text: string): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) throw new Error(`${file} has ${pieces.length - 1} times, not once: ${find}`);
  return pieces.join(replace);
}
