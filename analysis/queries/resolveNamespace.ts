import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { effectivePolicies } from "../model/effectivePolicy";
import { selectsPod } from "../model/matching";
import { requirements } from "../model/selectors";
import { allComponentPods } from "../sets/componentPods";

/** Policies may show several namespaces in which Vald runs. */
export class NamespaceError extends Error {}

/** One side of an analysis: args, and the policies that they are applied to, if these are not their own. */
export interface NamespaceHints {
  resolved: ResolvedArgs;
  policies?: readonly NetworkPolicyManifest[] | undefined;
}

/**
 * The namespace in which Vald runs: that of the args; else the one in which policies select components of Vald; else the one
 * that the other side of a comparison names or shows; else the one with policies labeled as Vald's; else `default`. Throws
 * `NamespaceError` if there are several candidates.
 */
export function resolveNamespace(side: NamespaceHints, other?: NamespaceHints): string {
  const candidates = [
    namespacesOf(side),
    other === undefined ? [] : namespacesOf(other),
    namespacesByLabel(side.policies ?? []),
  ];
  const [namespace, ...more] = candidates.find((namespaces) => namespaces.length > 0) ?? [];
  if (more.length > 0) {
    throw new NamespaceError(
      `policies of Vald are in namespaces ${[namespace, ...more].join(" and ")}; choose one with namespace (-n)`,
    );
  }
  return namespace ?? side.resolved.namespace;
}

function namespacesOf({ resolved, policies }: NamespaceHints): string[] {
  if (resolved.args.namespace !== undefined) return [resolved.args.namespace];
  return policies === undefined ? [] : namespacesWithComponents(policies, resolved);
}

function namespacesByLabel(policies: readonly NetworkPolicyManifest[]): string[] {
  const namespaces = policies.filter(isLabeledAsVald).map(({ metadata }) => metadata.namespace ?? "default");
  return [...new Set(namespaces)].sort();
}

/** Whether a policy carries the label of this package's policies, whoever created it. */
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
