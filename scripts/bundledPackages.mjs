import { readFileSync } from "node:fs";

/** The npm packages in a bundle that esbuild made in this folder, sorted by name: their folders and what package.json says. */
export function bundledPackages(metafile) {
  const folders = new Set(
    Object.keys(metafile.inputs).flatMap((file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    return { folder, name, version, license };
  });
}
