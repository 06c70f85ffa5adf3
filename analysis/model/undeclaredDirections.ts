import type { Cni } from "../../args/cni";
import type { EffectivePolicy } from "./effectivePolicy";

/** Policies with rules of a direction that `policyTypes` leaves out, in a cluster whose network plugin enforces such rules. */
export interface UndeclaredDirections {
  /** The network plugin that enforces these rules. */
  cni: Cni;
  /** The policies, as `namespace/name`, sorted. */
  policies: string[];
}

/**
 * The policies that the declared network plugin enforces in more directions than `policyTypes` contains. The analysis follows the
 * API, in which such rules have no effect. Undefined if there are no such policies, or if the plugin is not declared.
 */
export function undeclaredDirections(
  all: readonly EffectivePolicy[],
  cni: Cni | undefined,
): UndeclaredDirections | undefined {
  if (cni === undefined || !ignoresPolicyTypes(cni)) return undefined;
  const policies = all.filter(({ undeclared }) => undeclared !== undefined).map(({ policy }) => policy);
  return policies.length === 0 ? undefined : { cni, policies: policies.sort() };
}

/** Whether a network plugin enforces rules of directions that `policyTypes` leaves out. `ruleWithoutPolicyType` has the sources. */
export function ignoresPolicyTypes(cni: Cni): boolean {
  return cni === "cilium" || cni === "vpc-cni";
}
