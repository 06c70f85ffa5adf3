import { selectsPod } from "../../model/matching";
import { isLabeledAsVald } from "../../queries/resolveNamespace";
import type { CheckContext } from "../context";
import type { RuleModule } from "../ruleModule";

export const policiesOff = {
  id: "policies-off",
  severity: "error",
  message: "no policy selects a component of Vald, so Vald's pods are not isolated",
  remediation:
    "turn policies on (in the values, set `defaults.networkPolicy.enabled: true`), or, if the manifests contain Vald's policies, correct their `podSelector`, or specify the components' namespace and labels",
  check: (context) => {
    const { isManifests, resolved, components } = context;
    if (isManifests) return hasPolicies(context) ? [] : [{ path: [], detail: policiesText(context) }];
    if (!resolved.policiesEnabled)
      return [{ path: ["defaults", "networkPolicy", "enabled"], detail: "policies are off" }];
    return components.length === 0 ? [{ path: ["components"], detail: "all components are off" }] : [];
  },
} as const satisfies RuleModule;

/**
 * Whether manifests contain any policy for Vald, including policies for components with other names, as in another Vald cluster.
 */
export function hasPolicies({ components, effectivePolicies, policies = [], resolved }: CheckContext): boolean {
  return (
    components.some(({ pod }) => effectivePolicies.some((policy) => selectsPod(policy, pod) === true)) ||
    policies.some(
      (policy) => isLabeledAsVald(policy) && (policy.metadata.namespace ?? "default") === resolved.namespace,
    )
  );
}

/** The policies in the manifests, none of which selects a component. */
function policiesText({ effectivePolicies, resolved: { namespace } }: CheckContext): string {
  const count = effectivePolicies.filter((policy) => policy.namespace === namespace).length;
  if (count > 0) return `${count} ${count === 1 ? "policy" : "policies"} in namespace ${namespace}`;
  return effectivePolicies.length === 0
    ? "no policies in the input"
    : `no policies in namespace ${namespace}, only in other namespaces`;
}
