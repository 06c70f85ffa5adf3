import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../args/invalidArgsError";
import { formatExpectation, formatPath, type Issue } from "../args/schema/issue";
import { valueAt } from "../args/schema/valueAt";
import { ValdNetworkPolicies } from "../components/valdNetworkPolicies";
import type { ValdNetworkPoliciesArgs } from "../components/valdNetworkPoliciesArgs";
import { withPlainStructure } from "./inputs";

/** Creates the component for a program in any language. Throws an error with every issue in the inputs. */
export async function construct(
  name: string,
  type: string,
  inputs: pulumi.Inputs,
  options: pulumi.ComponentResourceOptions,
): Promise<pulumi.provider.ConstructResult> {
  if (type !== ValdNetworkPolicies.__pulumiType) throw new Error(`unknown resource type ${type}`);
  // Cast: the component validates its args.
  const args = (await withPlainStructure(inputs)) as unknown as ValdNetworkPoliciesArgs;
  try {
    const component = new ValdNetworkPolicies(name, args, options);
    await validated(component);
    const { urn, policyNames, policies, openings, findings } = component;
    return { urn, state: { policyNames, policies, openings, findings } };
  } catch (error) {
    throw error instanceof InvalidArgsError ? inputError(error, inputs, args) : error;
  }
}

/** Waits until the args that are Outputs are validated. The SDK's types hide the promise, which rejects if an arg is invalid. */
async function validated({ findings }: ValdNetworkPolicies): Promise<void> {
  await (findings as unknown as { promise(): Promise<unknown> }).promise();
}

/**
 * The error that Pulumi shows with the paths of the properties. Pulumi then also prints the value of each property, even if it is
 * secret or long, so the error remains as it is if a value is anything but a short text, a number, or a boolean.
 */
function inputError(error: InvalidArgsError, inputs: pulumi.Inputs, args: unknown): Error {
  const { issues } = error;
  const isShort = (value: unknown) => (typeof value === "string" ? value.length <= 80 : typeof value !== "object");
  const mayBeShown = ({ path }: Issue) =>
    isShort(valueAt(args, path)) &&
    // A value inside an Output may be secret.
    path.every((_, depth) => !pulumi.Output.isInstance(valueAt(args, path.slice(0, depth)))) &&
    !pulumi.Output.isInstance(inputs[path[0] ?? ""]);
  if (!issues.every(mayBeShown)) return error;
  const errors = issues.map((issue) => ({ propertyPath: formatPath(issue.path), reason: formatExpectation(issue) }));
  return new pulumi.InputPropertiesError({ message: "Invalid args", errors });
}
