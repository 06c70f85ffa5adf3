import { differencesBothWays, type Undecided, undecidedReasons } from "../compare/differencesBeyond";
import type { ConnectionDifference } from "../compare/connectionDifference";
import type { AnalysisInput } from "../model/analysisInput";
import { intendedPolicies } from "../model/effectivePolicy";
import { undeclaredDirections } from "../model/undeclaredDirections";
import { type AnalysisContext, analysisContext } from "./analysisContext";
import { comparedPolicies } from "./diff";
import { knownPods } from "./knownPods";
import { type PodFinding, podFindings } from "./podFindings";

/**
 * Whether policies allow exactly the connections that the documented table and the args declare, and the differences if they do
 * not.
 */
export interface Verification {
  /** `holds`: there are no differences. `unknown`: none is certain, but something was not compared (see `undecided`). */
  verdict: "holds" | "differs" | "unknown";
  /** Allowed, but not declared. */
  unexpected: ConnectionDifference[];
  /** Declared, but not allowed. */
  missing: ConnectionDifference[];
  /** Pods without isolation in at least one direction, and policies that select no pods. Empty if the input has no pods. */
  pods: PodFinding[];
  /** Reasons why differences may be missing here. Empty if the answer is complete. */
  undecided: Undecided[];
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
  const { resolved, components, allComponents } = context;
  if (!resolved.policiesEnabled || components.length === 0)
    throw new NoPoliciesDeclaredError(!resolved.policiesEnabled);
  const policies = comparedPolicies(context);
  const intended = { evaluated: intendedPolicies(resolved) };
  const known = {
    namespace: resolved.namespace,
    namespaces: context.namespaces ?? {},
    allComponents,
    pods: knownPods(context),
  };
  const [open, closed] = differencesBothWays(policies, intended, components, known);
  const [unexpected, missing] = [open.differences, closed.differences];
  const undeclared = undeclaredDirections(context.effectivePolicies, resolved.args.cni);
  const undecided: Undecided[] = [
    ...undecidedReasons(open, closed),
    ...(undeclared === undefined ? [] : [{ code: "undeclared-directions" as const, ...undeclared }]),
  ];
  const pods = podFindings(context);
  const differs = open.areCertain || closed.areCertain || pods.length > 0;
  const verdict = differs ? "differs" : undecided.length > 0 ? "unknown" : "holds";
  return { verdict, unexpected, missing, pods, undecided };
}

/** Thrown by `verify` if the args declare no policies, so that there is nothing to verify. */
export class NoPoliciesDeclaredError extends Error {
  constructor(arePoliciesOff: boolean) {
    const field = arePoliciesOff ? "`defaults.networkPolicy.enabled: true`" : "`components.<component>.enabled: true`";
    super(`no policies are declared, so there is nothing to verify; set ${field}`);
  }
}
