// Builds the Pulumi plugin as one executable that contains Node and the Pulumi packages, for the processor of this machine:
// npm run build:provider-executable [-- FILE]. It also writes FILE.LICENSES.txt,
// and FILE.cdx.json, a bill of materials.
// https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { inject } from "postject";
import { bundledPackages } from "./bundledPackages.mjs";
import { licensesOf } from "./licenses.mjs";
import { sbomOf } from "./sbom.mjs";

if (process.platform !== "linux")
  throw new Error("Only Linux is supported: other systems need the executable to be signed.");
const [file = "dist-provider/pulumi-resource-vald-network-policy"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "vald-provider-"));
const [main, blob, config] = ["main.js", "blob", "config.json"].map((name) => join(folder, name));

/**
 * Leaves out the code that turns functions of a program into text, for Pulumi's dynamic providers, which the plugin does not have.
 * `@pulumi/pulumi` always loads this code, and with it TypeScript's compiler and npm: 13 of 16 MB.
 */
const withoutSerializedFunctions = {
  name: "without-serialized-functions",
  setup: ({ onLoad }) =>
    onLoad({ filter: /@pulumi\/pulumi\/runtime\/closure\/(serializeClosure|codePaths)\.js$/ }, () => ({
      contents: "",
    })),
};

try {
  const { metafile } = await build({
    // The committed bundle imports the Pulumi packages from one place, even if the plugin is installed in this folder too.
    entryPoints: ["provider/index.js"],
    outfile: main,
    bundle: true,
    platform: "node",
    target: "node20",
    legalComments: "none",
    plugins: [withoutSerializedFunctions],
    metafile: true,
  });
  writeFileSync(
    config,
    JSON.stringify({ main, output: blob, disableExperimentalSEAWarning: true, useCodeCache: true }),
  );
  execFileSync(process.execPath, ["--experimental-sea-config", config]);

  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(process.execPath, file);
  chmodSync(file, 0o755);
  // Node looks for the program in this section if the postfix of the fuse is 1.
  await inject(file, "NODE_SEA_BLOB", readFileSync(blob), {
    sentinelFuse: "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2",
  });
  const ofNode = `Node.js ${process.version}: https://github.com/nodejs/node/blob/${process.version}/LICENSE\n\n`;
  const packages = bundledPackages([metafile]);
  const node = { type: "platform", name: "node", version: process.versions.node };
  writeFileSync(`${file}.LICENSES.txt`, `${ofNode}${licensesOf(packages)}`);
  writeFileSync(`${file}.cdx.json`, `${JSON.stringify(sbomOf(packages, [node]), undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
