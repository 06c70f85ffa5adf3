// Bundles the command line into dist/vald-netpol.js, with Graphviz in a file that only pictures load, and the licences of what
// is bundled into a file beside them.
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const { metafile } = await build({
  entryPoints: { "vald-netpol": "cli/main.ts", drawingSvg: "cli/drawingSvg.ts" },
  outdir: "dist",
  external: ["./drawingSvg.js"],
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  metafile: true,
});

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
);
const licences = [...packages].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (licence === undefined) throw new Error(`${name}: no licence file to ship`);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${licence}`, "utf8").trim()}\n`;
});
writeFileSync("dist/vald-netpol.LICENSES.txt", licences.join(`\n${"-".repeat(72)}\n\n`));
