// Bundles the command line into dist/vald-netpol.js. Graphviz is in a second file that is loaded only for SVG. Also
// writes the licenses of all bundled packages to dist/vald-netpol.LICENSES.txt.
import { build } from "esbuild";
import { writeFileSync } from "node:fs";
import { licensesOf } from "./licenses.mjs";

const { metafile } = await build({
  entryPoints: { "vald-netpol": "cli/main.ts", drawingSvg: "cli/output/drawingSvg.ts" },
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

writeFileSync("dist/vald-netpol.LICENSES.txt", licensesOf(metafile));
