import { componentNames } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";

/** A step of `pulumi preview --json --show-sames`. */
export interface Step {
  op: string;
  urn: string;
}

/**
 * What a preview changes although the changelog does not announce it, such as `update vald-agent`. An announced policy may be
 * updated or created, but never replaced or deleted. `policies` are the default names of the announced policies.
 */
export function unannouncedSteps(steps: readonly Step[], policies: readonly string[]): string[] {
  return steps.flatMap(({ op, urn }) => {
    const [type = "", name = ""] = urn.split("::").slice(-2);
    // Another version of a package that the program depends on changes a provider, but nothing in the cluster.
    if (op === "same" || type.startsWith("pulumi:providers:")) return [];
    const isAnnounced = ["update", "create"].includes(op) && policies.includes(defaultPolicyName(type, name) ?? "");
    return isAnnounced ? [] : [`${op} ${name}`];
  });
}

/** The name that a policy has unless the args change it. */
function defaultPolicyName(type: string, resourceName: string): string | undefined {
  if (!type.endsWith("$kubernetes:networking.k8s.io/v1:NetworkPolicy")) return undefined;
  const component = componentNames.find((one) => resourceName.endsWith(`-${one}`));
  if (component === undefined) return undefined;
  const { app, policy } = valdGraph.components[component];
  return policy ?? `${app}-allow`;
}
