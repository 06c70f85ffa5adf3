// Bundles the command line: node scripts/bundle-cli.mjs [FOLDER --one-file]. By default, it writes dist/vald-netpol.js, and to a second
// file Graphviz, which is loaded only for SVG. With --one-file, everything is in one file. Beside the command line, it writes the
// licenses of all bundled packages, and a bill of materials.
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { bundledPackages } from "./bundledPackages.mjs";
import { licensesOf } from "./licenses.mjs";
import { sbomOf } from "./sbom.mjs";

const [outdir = "dist", ...flags] = process.argv.slice(2);
const isOneFile = flags.includes("--one-file");

const { metafile } = await build({
  entryPoints: { "vald-netpol": "cli/main.ts", ...(!isOneFile && { drawingSvg: "cli/output/drawingSvg.ts" }) },
  outdir,
  external: isOneFile ? [] : ["./drawingSvg.js"],
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  // The order of modules depends on their paths, which must not depend on whether node_modules is a link.
  preserveSymlinks: true,
  metafile: true,
});

const packages = bundledPackages(metafile);
writeFileSync(`${outdir}/vald-netpol.LICENSES.txt`, licensesOf(packages));
writeFileSync(`${outdir}/vald-netpol.cdx.json`, `${JSON.stringify(sbomOf(packages), undefined, 2)}\n`);
