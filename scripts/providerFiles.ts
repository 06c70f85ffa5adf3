// Writes the generated files of the Pulumi plugin: provider/schema.json, and provider/index.js, a bundle without the two Pulumi
// packages.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { type PackageMetadata, packageSchema } from "../provider/packageSchema";
import { docCommentsIn } from "./docComments";

const root = join(__dirname, "..");

/** The generated files, by path. */
export function providerFiles(): Record<string, string> {
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
  const { outputFiles } = buildSync({
    entryPoints: [join(root, "provider/main.ts")],
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["@pulumi/*"],
    write: false,
  });
  return {
    "provider/schema.json": `${JSON.stringify(schema, undefined, 2)}\n`,
    "provider/index.js": outputFiles[0]?.text ?? "",
  };
}

if (require.main === module)
  for (const [file, text] of Object.entries(providerFiles())) writeFileSync(join(root, file), text);
