import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { output } from "../output";
import { onPath } from "../toolchain/onPath";
import { root } from "./fixture";
import { generateSdk } from "./generateSdk";
import { describeProgram } from "./program";

const sdkModule = "github.com/OWNER/vald-network-policy/sdk/go";

describeProgram("go", async (folder) => {
  // The program and the example need the same modules.
  for (const file of ["go.mod", "go.sum"]) cpSync(join(root, "examples/go", file), join(folder, file));
  const sdk = await generateSdk("go", join(folder, "sdk"));
  writeFileSync(join(sdk, "go.mod"), `module ${sdkModule}\n\ngo 1.26\n`);
  const go = (...args: string[]) =>
    output("go", args, { cwd: folder, env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=mod" } });
  await go("mod", "edit", `-require=${sdkModule}@v0.0.0`, `-replace=${sdkModule}=./sdk`);
  // With these options, the packages of Pulumi's SDK that the CLI contains are not compiled again.
  await go("build", "-trimpath", "-ldflags", "-s -w ", "-o", "program", ".");
  // The language host that can be built here ignores the option `binary` of Pulumi.yaml, and would link the program each time.
  const bin = join(folder, "bin");
  const host = join(bin, "pulumi-language-go");
  mkdirSync(bin);
  writeFileSync(host, `#!/bin/sh\nexec "${onPath("pulumi-language-go")}" "-binary=${join(folder, "program")}" "$@"\n`);
  chmodSync(host, 0o755);
  return { PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
});
