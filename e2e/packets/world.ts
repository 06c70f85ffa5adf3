import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { Canary } from "./canary";
import { type Cluster, startCluster } from "./cluster";

let started: Promise<Cluster> | undefined;

/** What all specs of this group share. */
export function cluster(): Promise<Cluster> {
  return (started ??= startCluster());
}

let watched: Promise<Canary> | undefined;

/** Tells when the engine is done. */
export function canary(): Promise<Canary> {
  return (watched ??= cluster().then(Canary.start));
}

/** A stack in the cluster whose program runs in this process; the same name again changes the program. */
export async function stackOf(stackName: string, program: PulumiFn): Promise<Stack> {
  const { environment } = await cluster();
  return LocalWorkspace.createOrSelectStack({ stackName, projectName: "packets", program }, { envVars: environment });
}
