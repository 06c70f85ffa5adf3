import { selectsPod } from "../../model/matching";
import { isLabeledAsVald } from "../../queries/resolveNamespace";
import type { CheckContext } from "../context";
import type { FindingRule } from "../findingRule";

export const policiesOff = {
  id: "policies-off",
  severity: "error",
  message: "there are no policies, so Vald's pods are not isolated",
  remediation:
    "create policies (in the values, set `defaults.networkPolicy.enabled: true`), or, if policies exist in another namespace, specify that namespace",
  check: (context) => {
    const { isManifests, resolved, components } = context;
    if (isManifests) return hasPolicies(context) ? [] : [{ path: [], detail: `namespace ${resolved.namespace}` }];
    if (!resolved.policiesEnabled) return [{ path: ["defaults", "networkPolicy", "enabled"] }];
    return components.length === 0 ? [{ path: ["components"] }] : [];
  },
} as const satisfies FindingRule;

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
