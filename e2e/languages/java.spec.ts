import { cpSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { onPath } from "../toolchain/onPath";
import { generateSdk } from "./generateSdk";
import { describeExample } from "./program";

if (onPath("mvn") === undefined) console.log("e2e skipped: examples/java: there is no Maven");
else
  describeExample("java", async (folder) => {
    const sdk = await generateSdk("java", join(folder, "sdk"));
    cpSync(join(sdk, "src"), join(folder, "src"), { recursive: true });
    await output("mvn", ["--quiet", "compile"], { cwd: folder });
    return {};
  });
