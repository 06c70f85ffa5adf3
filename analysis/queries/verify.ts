import { accessBeyond } from "../compare/accessBeyond";
import type { ConnectionDifference } from "../compare/connectionDifference";
import { impossibleOverlaps } from "../compare/impossibleOverlaps";
import type { AnalysisInput } from "../model/analysisInput";
import { intendedPolicies } from "../model/effectivePolicy";
import { type AnalysisContext, analysisContext } from "./analysisContext";
import { type PodFinding, podFindings } from "./podFindings";

/**
 * Whether policies allow exactly the connections that the documented table and the args declare, and the differences if they do
 * not.
 */
export interface Verification {
  /** Whether there are no differences. */
  holds: boolean;
  /** Allowed, but not declared. */
  unexpected: ConnectionDifference[];
  /** Declared, but not allowed. */
  missing: ConnectionDifference[];
  /** Pods without isolation in at least one direction, and policies that select no pods. Empty if the input has no pods. */
  pods: PodFinding[];
}

/**
 * Proves that policies allow exactly the connections that Vald's documented table and the args declare, to and from every
 * component, for any pods that may exist. Otherwise, it reports the differences. Throws `InvalidArgsError`, `NamespaceError`, and
 * `NoPoliciesDeclaredError` if the args declare no policies.
 */
export function verify(input: AnalysisInput): Verification {
  return verifyIn(analysisContext(input));
}

/** Like `verify`, but in an existing context. */
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
    const field = arePoliciesOff ? "`defaults.networkPolicy.enabled: true`" : "`components.<component>.enabled: true`";
    super(`no policies are declared, so there is nothing to verify; set ${field}`);
  }
}
