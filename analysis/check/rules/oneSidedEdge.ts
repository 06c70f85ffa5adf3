import { connection } from "../../evaluate/connection";
import { selectsPod } from "../../model/matching";
import type { Pod } from "../../model/peer";
import { intersectPorts } from "../../model/portSet";
import { withAnyAddress } from "../../sets/componentPods";
import { isEmpty, isSubset, peerSetOf } from "../../sets/peerSet";
import type { CheckContext, CheckedRule } from "../context";
import { type Detection, keepIfAllOccurrencesFail } from "../detection";
import { type RuleModule, hasUnresolved } from "../ruleModule";

export const oneSidedEdge = {
  id: "one-sided-edge",
  severity: "error",
  message: "the component at the other end does not allow this traffic, so the rule has no effect",
  remediation: "allow the traffic at both ends (an edge does this automatically), or remove the rule",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) =>
    keepIfAllOccurrencesFail(
      context.rules.filter(({ isUserRule }) => isUserRule).flatMap((rule) => componentPairs(rule, context)),
    ),
} as const satisfies RuleModule;

/** The pairs of components that a rule connects, and whether the other end of each pair allows the traffic. */
function componentPairs(
  { direction, policy, rule, peers, peerLocation }: CheckedRule,
  { cni, components, effectivePolicies }: CheckContext,
): (Detection & { passes: boolean })[] {
  const local = components.filter(({ pod }) => selectsPod(policy, pod) === true);
  return peers.flatMap((peer, i) => {
    const peerSet = peerSetOf(peer, rule.namespace);
    if (isEmpty(peerSet)) return [];
    const remote = components.filter((other) => isSubset(peerSet, other.peerSet));
    return local.flatMap((one) =>
      remote.map((other) => {
        const [from, to] = direction === "egress" ? [one, other] : [other, one];
        // With Cilium, CIDR blocks do not match pods.
        const asked = (pod: Pod) => (cni === "cilium" ? pod : withAnyAddress(pod));
        const decision = connection({ effectivePolicies }, asked(from.pod), asked(to.pod));
        const remoteEnd = direction === "egress" ? decision.ingress : decision.egress;
        return {
          ...peerLocation(i),
          detail: `${from.component} -> ${to.component}`,
          passes: intersectPorts(rule.ports, remoteEnd.possible).length > 0,
        };
      }),
    );
  });
}
