import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ControlPlane, startControlPlane } from "../controlPlane";

/** What all specs of this group share: one control plane and one folder for everything that Pulumi writes. */
export interface World extends ControlPlane {
  /** A folder that is removed at the end. */
  folder: string;
  /** The environment in which the Pulumi CLI runs. */
  environment: Record<string, string>;
}

let started: Promise<World> | undefined;

/** Starts it at the first call; it ends with the process. */
export function world(): Promise<World> {
  return (started ??= start());
}

async function start(): Promise<World> {
  const controlPlane = await startControlPlane();
  const folder = mkdtempSync(join(tmpdir(), "vald-engine-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const name of ["home", "state"]) mkdirSync(join(folder, name));
  const environment = {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    KUBECONFIG: controlPlane.kubeconfig,
  };
  return { ...controlPlane, folder, environment };
}
