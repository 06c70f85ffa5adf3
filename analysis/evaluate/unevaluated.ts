import type { Direction } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { policyObject } from "../model/policyObject";
import { allPorts } from "../model/portSet";
import type { UnknownFact } from "../model/tristate";
import { appliesToPod, type UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import type { PortAnswer } from "./portAnswer";

/**
 * The answer for one end, if policies that are not evaluated may decide otherwise than the evaluated ones, which gave `answer`, and
 * the facts that are unknown for this reason. For example, a policy that can only deny does not change the answer "no port".
 */
export function withUnevaluated(
  policies: readonly UnevaluatedPolicy[],
  direction: Direction,
  pod: Pod,
  isIsolated: boolean,
  answer: PortAnswer,
): PortAnswer & { unknownFacts: readonly UnknownFact[] } {
  const relevant = policies.filter(
    (policy) => policy.directions.includes(direction) && appliesToPod(policy, pod) !== false,
  );
  const denying = relevant.filter(
    ({ mayDeny }) => answer.certain.length > 0 && (mayDeny === true || (mayDeny === "not-isolated" && !isIsolated)),
  );
  const allowing = relevant.filter(({ mayAllow }) => mayAllow && isIsolated);
  return {
    certain: denying.length > 0 ? [] : answer.certain,
    possible: allowing.length > 0 ? allPorts : answer.possible,
    unknownFacts: [...new Set([...denying, ...allowing])].map((policy) => ({
      code: "policy-not-evaluated",
      policy: policyObject(policy),
    })),
  };
}
