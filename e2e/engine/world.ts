import { type ControlPlane, startControlPlane } from "../controlPlane";
import { pulumiFolder } from "../pulumiFolder";

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
  return { ...controlPlane, ...pulumiFolder("engine", controlPlane.kubeconfig) };
}
