// Bundles the command line: node scripts/bundle-cli.mjs [FOLDER --one-file]. By default, it writes dist/vald-netpol.js, and to
// other files what only some commands load: Graphviz, the report, and the playground. With --one-file, everything is in one
// file. Next to the command line, it writes the licenses of all bundled packages, and a bill of materials.
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";
import { bundledPackages } from "./bundledPackages.mjs";
import { licensesOf } from "./licenses.mjs";
import { minifiedCss } from "./minifiedCss.mjs";
import { playground } from "./playground.mjs";
import { sbomOf } from "./sbom.mjs";

const [outdir = "dist", ...flags] = process.argv.slice(2);
const isOneFile = flags.includes("--one-file");

/** The modules that are in files of their own, unless everything is in one file. */
const separateFiles = isOneFile
  ? {}
  : {
      drawingSvg: "cli/output/drawingSvg.ts",
      report: "page/report.tsx",
      playgroundHtml: "page/playgroundHtml.ts",
    };

const { html, metafiles } = await playground();

const { metafile } = await build({
  entryPoints: { "vald-netpol": "cli/main.ts", ...separateFiles },
  outdir,
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  // The order of modules depends on their paths, which must not depend on whether node_modules is a link.
  preserveSymlinks: true,
  metafile: true,
  plugins: [
    {
      name: "separate-files",
      setup({ onResolve }) {
        onResolve({ filter: /\.js$/ }, ({ path }) => {
          const file = basename(path);
          return Object.hasOwn(separateFiles, file.slice(0, -".js".length))
            ? { path: `./${file}`, external: true }
            : undefined;
        });
      },
    },
    {
      name: "files-as-texts",
      setup({ onLoad }) {
        const text = (name, value) => ({ contents: `export const ${name} = ${JSON.stringify(value)};`, loader: "js" });
        onLoad({ filter: /\/page\/style\.ts$/ }, ({ path }) =>
          text("style", minifiedCss(path.replace(/style\.ts$/, "report.css"))),
        );
        onLoad({ filter: /\/page\/playgroundHtml\.ts$/ }, () => text("playgroundHtml", html));
      },
    },
  ],
});

const packages = bundledPackages([metafile, ...metafiles]);
writeFileSync(`${outdir}/vald-netpol.LICENSES.txt`, licensesOf(packages));
writeFileSync(`${outdir}/vald-netpol.cdx.json`, `${JSON.stringify(sbomOf(packages), undefined, 2)}\n`);
