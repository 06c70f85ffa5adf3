import { join } from "node:path";
import { ApiServer } from "../apiServer";
import { startControlPlane } from "../controlPlane";
import { pulumiFolder } from "../pulumiFolder";
import { type Checkout, packCheckout, root } from "./checkout";
import { install, linkPackages } from "./modules";

/** The state that all specs in this group share. */
export interface Fixture {
  api: ApiServer;
  /** The kubeconfig of `vald-deployer`, who has only the permissions that roles grant. */
  deployerKubeconfig: string;
  /** A folder that is removed at the end. */
  folder: string;
  /** The environment variables for the Pulumi CLI. */
  environment: Record<string, string>;
  checkout: Checkout;
  /** A node_modules with the packed package, and with links to this checkout's packages. */
  modules: string;
}

/** Each spec file runs in its own process and finds the fixture in this variable. */
const variable = "VALD_ENGINE_FIXTURE";

/** Runs once before the specs, in the process that starts the spec processes. The control plane ends with that process. */
export async function setUp(): Promise<void> {
  const { kubeconfig, deployerKubeconfig } = await startControlPlane();
  const { folder, environment } = pulumiFolder("engine", kubeconfig);
  const checkout = await packCheckout(join(folder, "checkout"));
  const modules = await install(join(folder, "project"), { "vald-network-policy": checkout.tarball });
  linkPackages(modules, join(root, "node_modules"));
  process.env[variable] = JSON.stringify({ kubeconfig, deployerKubeconfig, folder, environment, checkout, modules });
}

export function fixture(): Fixture {
  const { kubeconfig, ...shared } = JSON.parse(process.env[variable] ?? "") as Omit<Fixture, "api"> & {
    kubeconfig: string;
  };
  return { ...shared, api: ApiServer.ofKubeconfig(kubeconfig) };
}
