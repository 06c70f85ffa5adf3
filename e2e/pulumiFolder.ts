import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for everything that Pulumi writes, and the environment that makes the Pulumi CLI use it. */
export function pulumiFolder(
  group: string,
  kubeconfig: string,
): { folder: string; environment: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), `vald-${group}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["home", "state"]) mkdirSync(join(folder, name));
  const environment = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    KUBECONFIG: kubeconfig,
  };
  return { folder, environment };
}
