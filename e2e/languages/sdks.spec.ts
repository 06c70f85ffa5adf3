import assert from "node:assert/strict";
import { existsSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { fixture, root } from "./fixture";
import { generateSdk, type Language } from "./generateSdk";

describe("the SDKs that Pulumi generates from the schema", () => {
  const folder = (language: Language) => join(fixture().folder, `sdk-${language}`);

  it("for Node.js compile, and accept a program", async () => {
    const sdk = await generateSdk("nodejs", folder("nodejs"));
    writeFileSync(join(sdk, "program.ts"), program);
    symlinkSync(join(root, "node_modules"), join(sdk, "node_modules"));
    const options = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--target",
      "es2022",
      "--module",
      "node16",
      "--types",
      "node",
    ];
    await output(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, "program.ts"], {
      cwd: sdk,
    });
  });

  it("for .NET contain the component and the functions", async () => {
    const sdk = await generateSdk("dotnet", folder("dotnet"));
    for (const file of ["ValdNetworkPolicies.cs", "Render.cs", "Check.cs", "Explain.cs"])
      assert.ok(existsSync(join(sdk, file)), file);
  });
});

const program = `import { ValdNetworkPolicies } from "./valdNetworkPolicies";
import { explain } from "./explain";

const policies = new ValdNetworkPolicies("vald", {
  namespace: "vald",
  edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: 8081 }] }],
});
export const agent = policies.policyNames.apply((names) => names["agent"]);
export const verdict = explain({ args: { namespace: "vald" }, from: { component: "agent" }, to: { address: "10.0.0.7" } });
`;
