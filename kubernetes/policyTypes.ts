import type { NetworkPolicyManifest } from "./networkPolicy";

/**
 * The directions in which a policy isolates its pods. Without `policyTypes`: ingress, and egress if it has an egress rule.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function policyTypes({ policyTypes = [], egress = [] }: NetworkPolicyManifest["spec"]): {
  ingress: boolean;
  egress: boolean;
} {
  if (policyTypes.length === 0) return { ingress: true, egress: egress.length > 0 };
  return { ingress: policyTypes.includes("Ingress"), egress: policyTypes.includes("Egress") };
}
