import { readFileSync } from "node:fs";
import { thirdParty } from "./thirdParty.mjs";

/**
 * A CycloneDX 1.6 bill of materials: the packages in a bundle, and other components. It has neither a serial number nor a time, so that the same source always
 * gives the same file. https://cyclonedx.org/docs/1.6/json/
 */
export function sbomOf(packages, others = []) {
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  const lock = read("package-lock.json").packages;
  const application = { type: "application", ...identity(read("package.json")) };
  const components = packages.map((one) => ({
    type: "library",
    ...identity(one),
    // npm writes the hash as `sha512-<base64>`.
    hashes: [{ alg: "SHA-512", content: Buffer.from(lock[one.folder].integrity.slice(7), "base64").toString("hex") }],
    ...(thirdParty[one.name] && { components: thirdParty[one.name].map(contained) }),
  }));
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: application },
    components: [...components, ...others],
    dependencies: [{ ref: application["bom-ref"], dependsOn: components.map((one) => one["bom-ref"]) }],
  };
}

function identity({ name, version, license }) {
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return { "bom-ref": purl, name, version, licenses: [{ license: { id: license } }], purl };
}

function contained({ name, license, source }) {
  return {
    type: "library",
    name,
    licenses: [{ license: { name: license } }],
    externalReferences: [{ type: "vcs", url: source }],
  };
}
