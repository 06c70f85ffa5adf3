// Bundles the command line into dist/vald-netpol.js. Graphviz is in a second file that is loaded only for SVG. Also
// writes the licenses of all bundled packages to dist/vald-netpol.LICENSES.txt.
import { build } from "esbuild";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

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

const packages = new Set(
  Object.keys(metafile.inputs).flatMap((file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
);
/** Third-party code that a package contains but that its license file does not mention. */
const thirdParty = {
  "@hpcc-js/wasm-graphviz":
    "It contains Graphviz, licensed under the Eclipse Public License (source and license at https://gitlab.com/graphviz/graphviz), and Expat, licensed under the MIT license (https://github.com/libexpat/libexpat).",
};
const licenses = [...packages].sort().map((folder) => {
  const { name, version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const licenseFile = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (licenseFile === undefined) throw new Error(`${name} has no license file`);
  const texts = [
    `${name} ${version}`,
    thirdParty[name] ?? [],
    readFileSync(`${folder}/${licenseFile}`, "utf8").trim(),
  ].flat();
  return `${texts.join("\n\n")}\n`;
});
writeFileSync("dist/vald-netpol.LICENSES.txt", licenses.join(`\n${"-".repeat(72)}\n\n`));
