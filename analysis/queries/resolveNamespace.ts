import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { effectivePolicies } from "../model/effectivePolicy";
import { selectsPod } from "../model/matching";
import { requirements } from "../model/selectors";
import { allComponentPods } from "../sets/componentPods";

/** Thrown if Vald's namespace is ambiguous, or if the two sides of a comparison have different namespaces. */
export class NamespaceError extends Error {}

/** One side of an analysis: args, and the manifests if the policies are not those that the args produce. */
export interface NamespaceHints {
  resolved: ResolvedArgs;
  policies?: readonly NetworkPolicyManifest[] | undefined;
}

/**
 * The namespace in which Vald runs. The first of these sources that yields a namespace decides: the args, policies that select
 * Vald's components, the other side of a comparison, policies labeled as Vald's. If no source does, it is `default`. Throws
 * `NamespaceError` if a source yields several namespaces, unless the namespace need not be unique.
 */
export function resolveNamespace(side: NamespaceHints, other?: NamespaceHints, mustBeUnique = true): string {
  const candidates = [
    namespacesOf(side),
    other === undefined ? [] : namespacesOf(other),
    namespacesByLabel(side.policies ?? []),
  ];
  const [namespace, ...more] = candidates.find((namespaces) => namespaces.length > 0) ?? [];
  if (more.length > 0) {
    if (!mustBeUnique) return side.resolved.namespace;
    throw new NamespaceError(
      `there are Vald policies in several namespaces (${[namespace, ...more].join(", ")}); choose one of them with \`namespace\` (on the command line, with -n)`,
    );
  }
  return namespace ?? side.resolved.namespace;
}

function namespacesOf({ resolved, policies }: NamespaceHints): string[] {
  if (resolved.args.namespace !== undefined) return [resolved.args.namespace];
  return policies === undefined ? [] : namespacesWithComponents(policies, resolved);
}

/** The namespaces with a policy that is labeled as Vald's. */
export function namespacesByLabel(policies: readonly NetworkPolicyManifest[]): string[] {
  const namespaces = policies.filter(isLabeledAsVald).map(({ metadata }) => metadata.namespace ?? "default");
  return [...new Set(namespaces)].sort();
}

/** Whether a policy has the label that this package gives its policies, regardless of who created the policy. */
export function isLabeledAsVald({ metadata }: NetworkPolicyManifest): boolean {
  return metadata.labels?.["app.kubernetes.io/part-of"] === "vald";
}

/** The namespaces with a policy that selects a deployed component by its labels. */
export function namespacesWithComponents(policies: readonly NetworkPolicyManifest[], resolved: ResolvedArgs): string[] {
  const deployed = allComponentPods(resolved).filter((_, i) => resolved.components[i]?.isDeployed);
  const namespaces = effectivePolicies(policies, resolved.namespace)
    .filter(({ podSelector }) => requirements(podSelector).some(({ operator }) => operator === "In"))
    .filter((policy) =>
      deployed.some(({ pod }) => selectsPod(policy, { ...pod, namespace: policy.namespace }) === true),
    )
    .map(({ namespace }) => namespace);
  return [...new Set(namespaces)].sort();
}
