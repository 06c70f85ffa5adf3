// Writes the generated files of the Pulumi plugin: provider/schema.json, and provider/index.js, a bundle that contains the schema
// but not the two Pulumi packages.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type PackageMetadata, packageSchema } from "../provider/packageSchema";
import { docCommentsIn } from "./docComments";

const root = join(__dirname, "..");

/** The text of provider/schema.json. */
export function providerSchema(): string {
  const metadata = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as PackageMetadata;
  const sources = [
    "args/args.ts",
    "analysis/check/finding.ts",
    "components/reportFindings.ts",
    "components/valdNetworkPolicies.ts",
    "components/valdNetworkPoliciesArgs.ts",
    "provider/functions.ts",
  ];
  const schema = packageSchema(metadata, docCommentsIn(sources.map((file) => join(root, file))));
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The text of provider/index.js, with the schema that is in provider/schema.json. */
export function providerBundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, "provider/main.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["@pulumi/*"],
    minifySyntax: true,
    minifyWhitespace: true,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

if (require.main === module) {
  writeFileSync(join(root, "provider/schema.json"), providerSchema());
  writeFileSync(join(root, "provider/index.js"), providerBundle());
}
