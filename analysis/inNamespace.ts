import type { NetworkPolicyManifest } from "../policy/notation";
import { isolates } from "./admits";
import { componentParties } from "./components";
import type { Given } from "./given";
import { isolations } from "./isolation";
import { requirements } from "./selects";

/**
 * The same with the namespace of Vald in the args: where they name none, it is the one in which policies select components
 * of Vald, else the one that `others` name or show, else the one in which policies are labelled as Vald's, else `default`.
 * Throws when there are several to choose from.
 */
export function inNamespace<T extends Given>(given: T, others?: Given): T {
  if (given.args?.namespace !== undefined) return given;
  const [namespace, ...more] =
    [namespacesOf(given), others === undefined ? [] : namespacesOf(others), namespacesByLabel(given)].find(
      (namespaces) => namespaces.length > 0,
    ) ?? [];
  if (more.length > 0) {
    const all = [namespace, ...more].join(" and ");
    throw new NamespaceError(`policies of Vald are in namespaces ${all}; choose one by namespace (-n)`);
  }
  return { ...given, args: { ...given.args, namespace: namespace ?? "default" } };
}

/** It cannot be told in which one namespace Vald runs. */
export class NamespaceError extends Error {}

/** Whether any policy isolates a component of Vald at all. */
export function selectsComponents({ policies, args }: Given): boolean {
  return namespacesWithComponents(policies, args).includes(args?.namespace ?? "default");
}

function namespacesOf({ policies, args = {} }: Given): string[] {
  return args.namespace === undefined ? namespacesWithComponents(policies, args) : [args.namespace];
}

function namespacesByLabel({ policies }: Given): string[] {
  const namespaces = policies.filter(isOfVald).map(({ metadata }) => metadata.namespace ?? "default");
  return [...new Set(namespaces)].sort();
}

/** Whether a policy is labelled as one of Vald's, whoever made it. */
export function isOfVald({ metadata }: NetworkPolicyManifest): boolean {
  return metadata.labels?.["app.kubernetes.io/part-of"] === "vald";
}

function namespacesWithComponents(policies: readonly NetworkPolicyManifest[], args: Given["args"]): string[] {
  const components = componentParties(args === undefined ? {} : { args });
  const namespaces = isolations(policies, args?.namespace)
    .filter(({ podSelector }) => requirements(podSelector).some(({ operator }) => operator === "In"))
    .filter((isolation) =>
      components.some(({ pod }) => isolates(isolation, { ...pod, namespace: isolation.namespace }) === true),
    )
    .map(({ namespace }) => namespace);
  return [...new Set(namespaces)].sort();
}
