import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../args/invalidArgsError";
import { formatExpectation, formatPath } from "../args/schema/issue";
import { ValdNetworkPolicies } from "../components/valdNetworkPolicies";
import type { ValdNetworkPoliciesArgs } from "../components/valdNetworkPoliciesArgs";
import { withPlainStructure } from "./inputs";

/** Creates the component for a program in any language. Throws `InputPropertiesError` with every issue in the inputs. */
export async function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<pulumi.provider.ConstructResult> {
  if (type !== "vald-network-policy:index:ValdNetworkPolicies") throw new Error(`unknown resource type ${type}`);
  // Cast: the component validates its args.
  const args = (await withPlainStructure(inputs)) as unknown as ValdNetworkPoliciesArgs;
  const { urn, policyNames, policies, openings, findings } = await withInputErrors(async () => {
    const component = new ValdNetworkPolicies(name, args, options);
    await validated(component);
    return component;
  });
  return { urn, state: { policyNames, policies, openings, findings } };
}

/** Waits until the args that are Outputs are validated. The SDK's types hide the promise, which rejects if an arg is invalid. */
async function validated({ findings }: ValdNetworkPolicies): Promise<void> {
  await (findings as unknown as { promise(): Promise<unknown> }).promise();
}

/** Calls `create`, and turns `InvalidArgsError` into the error that Pulumi shows with the paths of the properties. */
async function withInputErrors<T>(create: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    const errors = error.issues.map((issue) => ({
      propertyPath: formatPath(issue.path),
      reason: formatExpectation(issue),
    }));
    throw new pulumi.InputPropertiesError({ message: "Invalid args", errors });
  }
}
