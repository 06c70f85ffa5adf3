import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { world } from "./world";

/** A stack whose program runs in this process; giving the same name again with another program changes the program. */
export async function inlineStack(stackName: string, program: PulumiFn): Promise<Stack> {
  const { environment } = await world();
  return LocalWorkspace.createOrSelectStack({ stackName, projectName: "engine", program }, { envVars: environment });
}
