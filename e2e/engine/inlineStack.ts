import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { fixture } from "./fixture";

/** A stack whose program runs in this process. If the stack exists, the new program replaces its program. */
export function inlineStack(stackName: string, program: PulumiFn, environment = {}): Promise<Stack> {
  return LocalWorkspace.createOrSelectStack(
    { stackName, projectName: "engine", program },
    { envVars: { ...fixture().environment, ...environment } },
  );
}

/** A stack with only the Pulumi component, named after its namespace. */
export function policiesStack(args: ValdNetworkPoliciesArgs & { namespace: string }, environment = {}): Promise<Stack> {
  const program = async (): Promise<void> => {
    new ValdNetworkPolicies("vald", args);
  };
  return inlineStack(args.namespace, program, environment);
}
