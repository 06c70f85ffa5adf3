import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { Canary } from "./canary";
import { type Cluster, startCluster } from "./cluster";

let startedCluster: Promise<Cluster> | undefined;

/** The cluster that all specs of a group share. */
export function cluster(): Promise<Cluster> {
  return (startedCluster ??= startCluster());
}

let startedCanary: Promise<Canary> | undefined;

/** Waits until the engine has caught up with the API server, and returns the wait in milliseconds. */
export async function waitForEngine(): Promise<number> {
  return (await (startedCanary ??= cluster().then(Canary.start))).waitForEngine();
}

/** A stack in the cluster whose program runs in this process. If the stack exists, the new program replaces its program. */
export async function stackOf(stackName: string, program: PulumiFn): Promise<Stack> {
  const { environment } = await cluster();
  return LocalWorkspace.createOrSelectStack({ stackName, projectName: "cluster", program }, { envVars: environment });
}
