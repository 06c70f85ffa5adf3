import { accessBeyond } from "../compare/accessBeyond";
import type { ConnectionDifference } from "../compare/connectionDifference";
import { impossibleOverlaps } from "../compare/impossibleOverlaps";
import type { AnalysisInput } from "../model/analysisInput";
import { intendedPolicies } from "../model/effectivePolicy";
import { type AnalysisContext, analysisContext } from "./analysisContext";
import { type PodFinding, podFindings } from "./podFindings";

/** Whether policies allow exactly what the documented table and the args declare, and what differs if not. */
export interface Verification {
  /** Whether nothing differs. */
  holds: boolean;
  /** Allowed, but not declared. */
  unexpected: ConnectionDifference[];
  /** Declared, but not allowed. */
  missing: ConnectionDifference[];
  /** Pods that no policy isolates, and policies that select no pod. Empty without pods in the input. */
  pods: PodFinding[];
}

/**
 * Proves that policies allow exactly what Vald's documented table and the args declare, to and from every component, for any
 * pods that may exist; else reports what differs. Throws `InvalidArgsError`, `NamespaceError`, and `NoPoliciesDeclaredError` if
 * the args declare no policies.
 */
export function verify(input: AnalysisInput): Verification {
  return verifyIn(analysisContext(input));
}

/** The same in a context. */
export function verifyIn(context: AnalysisContext): Verification {
  const { resolved, effectivePolicies: policies, components, allComponents } = context;
  if (!resolved.policiesEnabled || components.length === 0)
    throw new NoPoliciesDeclaredError(!resolved.policiesEnabled);
  const intended = intendedPolicies(resolved);
  const impossible = impossibleOverlaps(allComponents);
  const unexpected = accessBeyond(policies, intended, components, impossible);
  const missing = accessBeyond(intended, policies, components, impossible);
  const pods = podFindings(context);
  return { holds: unexpected.length + missing.length + pods.length === 0, unexpected, missing, pods };
}

/** The args declare no policies, so there is nothing to verify. */
export class NoPoliciesDeclaredError extends Error {
  constructor(arePoliciesOff: boolean) {
    const field = arePoliciesOff ? "defaults.networkPolicy.enabled: true" : "components.<component>.enabled: true";
    super(`the args declare no policies, so there is nothing to verify; set ${field}`);
  }
}
