import { readdirSync, readFileSync } from "node:fs";
import { thirdParty } from "./thirdParty.mjs";

/** The licenses of the packages in a bundle. */
export function licensesOf(packages) {
  const licenses = packages.map(({ folder, name, version }) => {
    const licenseFile = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (licenseFile === undefined) throw new Error(`${name} has no license file`);
    const contained = (thirdParty[name] ?? []).map(
      (one) => `It contains ${one.name}, licensed under the ${one.license} (source and license at ${one.source}).`,
    );
    const text = readFileSync(`${folder}/${licenseFile}`, "utf8").trim();
    return `${[`${name} ${version}`, ...contained, text].join("\n\n")}\n`;
  });
  return licenses.join(`\n${"-".repeat(72)}\n\n`);
}
