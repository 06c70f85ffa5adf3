import type { Path } from "../../../args/schema/issue";
import { requirements, selects } from "../../model/selectors";
import { selectedPods } from "../../sets/policySets";
import { isEmpty, isSubset } from "../../sets/peerSet";
import type { CheckContext } from "../context";
import type { RuleModule } from "../ruleModule";
import { type UserPeer, userPeers } from "../userPeers";
import { isNamespaceAlone } from "./splitPeer";

export const barePodSelector = {
  id: "bare-pod-selector",
  severity: "warning",
  message: "pod labels without a namespace match only pods in Vald's own namespace",
  remediation: "specify the pods' namespace, even if the pods are in Vald's own namespace",
  mayVanishWhenResolved: (unresolvedPaths) => unresolvedPaths.some(identifiesPods),
  check: (context) =>
    userPeers(context)
      .filter((one) => isReportedAsBare(one, context))
      .map(({ location }) => location),
} as const satisfies RuleModule;

/** Whether a part of the args identifies a component's pods. */
function identifiesPods(path: Path): boolean {
  return ["name", "podLabels", "instanceLabels"].includes(String(path.at(-1)));
}

export function isReportedAsBare(one: UserPeer, context: CheckContext): boolean {
  return isBare(one, context) && mayBeElsewhere(one, context);
}

function isBare({ peer, peerSet, rule }: UserPeer, { allComponents }: CheckContext): boolean {
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined || namespaceSelector !== undefined) return false;
  // The split-peer rule reports these peers.
  const isSplit = requirements(podSelector).length > 0 && rule.peers.some(isNamespaceAlone);
  const isComponent = allComponents.some((component) => isSubset(peerSet, component.peerSet));
  return !isEmpty(peerSet) && !isSplit && !isComponent;
}

/**
 * Whether the selected pods may be in another namespace: given pods there have the labels, or no pods in the policy's own namespace
 * are given. If the labels match a given pod or a component there, or a policy selects such pods, they are in the own namespace.
 */
function mayBeElsewhere(
  { peer: { podSelector = {} }, peerSet, rule }: UserPeer,
  { givenPods, components, effectivePolicies, declaredRules }: CheckContext,
): boolean {
  const { namespace } = rule.rule;
  const matching = givenPods.matching(podSelector);
  const isInNamespace =
    matching.some((pod) => pod.namespace === namespace) ||
    components.some(({ pod }) => selects(podSelector, pod.labels) === true) ||
    effectivePolicies.some(
      (policy) => requirements(policy.podSelector).length > 0 && isSubset(peerSet, selectedPods(policy)),
    );
  if (isInNamespace) return false;
  return matching.length > 0 || (!givenPods.areKnownIn(namespace) && !declaredRules.includes(rule));
}
