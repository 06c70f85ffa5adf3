import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ApiServer } from "../apiServer";
import { startControlPlane } from "../controlPlane";
import { output } from "../output";
import { pulumiFolder } from "../pulumiFolder";

export const root = join(__dirname, "../..");

/** The state that all specs in this group share. */
export interface Fixture {
  api: ApiServer;
  /** A folder that is removed at the end. */
  folder: string;
  /** The environment variables for the Pulumi CLI. */
  environment: Record<string, string>;
}

/** Each spec file runs in its own process and finds the fixture in this variable. */
const variable = "VALD_LANGUAGES_FIXTURE";

/** Runs once before the specs, in the process that starts the spec processes. The control plane ends with that process. */
export async function setUp(): Promise<void> {
  const { kubeconfig } = await startControlPlane();
  const { folder, environment } = pulumiFolder("languages", kubeconfig);
  const plugin = await installPlugin(join(folder, "plugin"));
  process.env["PATH"] = [pluginExecutable(plugin, join(folder, "bin")), process.env["PATH"] ?? ""].join(delimiter);
  process.env[variable] = JSON.stringify({ kubeconfig, folder, environment });
}

export function fixture(): Fixture {
  const { kubeconfig, ...shared } = JSON.parse(process.env[variable] ?? "") as Omit<Fixture, "api"> & {
    kubeconfig: string;
  };
  return { ...shared, api: ApiServer.ofKubeconfig(kubeconfig) };
}

/** Installs the committed files of the plugin as Pulumi does, without the rest of the repository. */
async function installPlugin(folder: string): Promise<string> {
  mkdirSync(folder);
  for (const file of ["PulumiPlugin.yaml", "index.js", "package.json", "package-lock.json", "schema.json"])
    cpSync(join(root, "provider", file), join(folder, file));
  // The install script of @pulumi/kubernetes downloads the provider, which is on PATH already.
  const options = ["--omit=dev", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  await output("npm", ["install", ...options], { cwd: folder });
  return folder;
}

/**
 * A folder with an executable that starts the plugin as the released language host does. The language host that can be built here
 * cannot start plugins.
 */
function pluginExecutable(plugin: string, folder: string): string {
  mkdirSync(folder);
  const executable = join(folder, "pulumi-resource-vald-network-policy");
  const runPlugin = join(plugin, "node_modules/@pulumi/pulumi/cmd/run-plugin");
  writeFileSync(executable, `#!/bin/sh\nexec "${process.execPath}" "${runPlugin}" "${plugin}" "$@"\n`);
  chmodSync(executable, 0o755);
  return folder;
}
