import type { NetworkPolicyManifest } from "./networkPolicy";

/**
 * The directions in which a policy isolates its pods. If `policyTypes` is absent or empty, the policy isolates them for
 * ingress, and also for egress if it has an egress rule.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function policyTypes({ policyTypes = [], egress = [] }: NetworkPolicyManifest["spec"]): {
  ingress: boolean;
  egress: boolean;
} {
  if (policyTypes.length === 0) return { ingress: true, egress: egress.length > 0 };
  return { ingress: policyTypes.includes("Ingress"), egress: policyTypes.includes("Egress") };
}
