import { isolates } from "./admits";
import { valdNamespace } from "./components";
import type { Given } from "./given";
import type { Isolation } from "./isolation";
import { partyText } from "./party";

/** The silent failures that only pods can show. */
export interface PodFinding {
  /**
   * `pod-without-policy`: a pod in Vald's namespace that no policy isolates in one direction or both, mostly for a wrong
   * label; `policy-selects-no-pod`: a policy there that isolates nothing.
   */
  code: "pod-without-policy" | "policy-selects-no-pod";
  /** `namespace/name` of the pod or the policy. */
  name: string;
  /** In which directions the pod is isolated by nothing. */
  open?: ("ingress" | "egress")[];
}

export function podFindings(given: Given, isolating: readonly Isolation[]): PodFinding[] {
  const namespace = valdNamespace(given);
  const pods = given.pods?.filter((pod) => pod.namespace === namespace);
  if (pods === undefined) return [];
  const own = isolating.filter((isolation) => isolation.namespace === namespace);
  const unprotected = pods.flatMap((pod): PodFinding[] => {
    const open = (["ingress", "egress"] as const).filter(
      (direction) => !own.some((isolation) => isolation[direction] !== undefined && isolates(isolation, pod) === true),
    );
    return open.length === 0 ? [] : [{ code: "pod-without-policy", name: partyText(pod), open }];
  });
  const idle = own
    .filter((isolation) => pods.every((pod) => isolates(isolation, pod) === false))
    .map(({ policy }): PodFinding => ({ code: "policy-selects-no-pod", name: policy }));
  return [...unprotected, ...idle].sort((a, b) => (a.code + a.name < b.code + b.name ? -1 : 1));
}
