import { readFileSync } from "node:fs";

/** The npm packages in bundles that esbuild made in this folder, sorted by name: their folders and what package.json says. */
export function bundledPackages(metafiles) {
  const folders = new Set(
    metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((file) => file.match(/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
    return { folder, name, version, license };
  });
}
