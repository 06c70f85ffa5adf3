import type { Path } from "../../../args/schema/issue";
import type { LabelSelector, NetworkPolicyPeer } from "../../../kubernetes/networkPolicy";
import { selectsPod } from "../../model/matching";
import { requirements } from "../../model/selectors";
import { selectedPods } from "../../sets/policySets";
import { isEmpty, isSubset, peerSetOf } from "../../sets/peerSet";
import type { CheckContext, CheckedRule } from "../context";
import type { FindingRule } from "../findingRule";
import { isNamespaceAlone } from "./splitPeer";

export const barePodSelector = {
  id: "bare-pod-selector",
  severity: "warning",
  message: "pod labels without a namespace match only pods in Vald's own namespace",
  remediation: "specify the pods' namespace, even if the pods are in Vald's own namespace",
  mayVanishWhenResolved: (unresolvedPaths) => unresolvedPaths.some(identifiesPods),
  check: (context) =>
    context.rules
      .filter(({ isUserRule }) => isUserRule)
      .flatMap((checked) =>
        checked.peers.flatMap((peer, i) => (isBare(peer, checked, context) ? [checked.peerLocation(i)] : [])),
      ),
} as const satisfies FindingRule;

/** Whether a part of the args identifies a component's pods. */
function identifiesPods(path: Path): boolean {
  return ["name", "podLabels", "instanceLabels"].includes(String(path.at(-1)));
}

function isBare(peer: NetworkPolicyPeer, { rule, peers }: CheckedRule, context: CheckContext): boolean {
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined || namespaceSelector !== undefined) return false;
  const peerSet = peerSetOf(peer, rule.namespace);
  // The split-peer rule reports these peers.
  const isSplit = requirements(podSelector).length > 0 && peers.some(isNamespaceAlone);
  const isComponent = context.components.some((component) => isSubset(peerSet, component.peerSet));
  return !isEmpty(peerSet) && !isSplit && !isComponent && !isInNamespace(podSelector, rule.namespace, context);
}

/**
 * Whether the selected pods are known to be in the policy's own namespace: such a pod is in the input, or a policy with a
 * non-empty selector selects all of them.
 */
function isInNamespace(
  podSelector: LabelSelector,
  namespace: string,
  { pods, effectivePolicies }: CheckContext,
): boolean {
  return (
    pods?.some((pod) => selectsPod({ namespace, podSelector }, pod) === true) === true ||
    effectivePolicies.some(
      (policy) =>
        requirements(policy.podSelector).length > 0 &&
        isSubset(peerSetOf({ podSelector }, namespace), selectedPods(policy)),
    )
  );
}
