// Writes the reference of the public API, from the doc comments: node scripts/apiReference.mjs [FILE]. Default: docs/api.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Application } from "typedoc";

const introduction = `Everything that \`vald-network-policy\` exports. \`vald-network-policy/core\` exports the same without the Pulumi component, and does
not load Pulumi. [The guide](guide.md#the-functions) shows the functions at work, and [the reference](reference.md) describes the args.
\`npm run generate\` writes this page from the doc comments.
`;

const folder = mkdtempSync(join(tmpdir(), "api-reference-"));
try {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: ["index.ts"],
    tsconfig: "tsconfig.json",
    plugin: ["typedoc-plugin-markdown"],
    out: folder,
    name: "API reference",
    readme: "none",
    disableSources: true,
    excludeExternals: true,
    logLevel: "Error",
    skipErrorChecking: true,
    outputFileStrategy: "modules",
    groupOrder: ["Functions", "Classes", "Interfaces", "Type Aliases", "Variables"],
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    typeDeclarationFormat: "table",
    propertyMembersFormat: "table",
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("TypeDoc could not read index.ts");
  await app.generateOutputs(project);
  const text = readFileSync(join(folder, "README.md"), "utf8");
  writeFileSync(
    process.argv[2] ?? "docs/api.md",
    text.replace(/^# .*\n/, (heading) => `${heading}\n${introduction}`),
  );
} finally {
  rmSync(folder, { recursive: true });
}
