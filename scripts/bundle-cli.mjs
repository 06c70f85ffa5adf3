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
/** What a package has in it beside its own, which its licence file does not tell. */
const within = {
  "@hpcc-js/wasm-graphviz":
    "It contains Graphviz, under the Eclipse Public License, with its source and the licence's text at https://gitlab.com/graphviz/graphviz, and Expat, under the MIT licence, at https://github.com/libexpat/libexpat.",
};
const licences = [...packages].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (licence === undefined) throw new Error(`${name}: no licence file to ship`);
  const texts = [`${name} ${version}`, within[name] ?? [], readFileSync(`${folder}/${licence}`, "utf8").trim()].flat();
  return `${texts.join("\n\n")}\n`;
});
writeFileSync("dist/vald-netpol.LICENSES.txt", licences.join(`\n${"-".repeat(72)}\n\n`));
