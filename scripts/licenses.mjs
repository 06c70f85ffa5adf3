import { readdirSync, readFileSync } from "node:fs";

/** Third-party code that a package contains but that its license file does not mention. */
const thirdParty = {
  "@hpcc-js/wasm-graphviz":
    "It contains Graphviz, licensed under the Eclipse Public License (source and license at https://gitlab.com/graphviz/graphviz), and Expat, licensed under the MIT license (https://github.com/libexpat/libexpat).",
};

/** The licenses of all packages in a bundle that esbuild made in this folder. */
export function licensesOf(metafile) {
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
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
  return licenses.join(`\n${"-".repeat(72)}\n\n`);
}
