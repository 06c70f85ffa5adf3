import { ruleMatchesPeer } from "../../model/matching";
import { podReference } from "../../model/peer";
import { isSubset, peerSetOf } from "../../sets/peerSet";
import { peerText } from "../../text/endpointText";
import { listText } from "../../text/listText";
import type { CheckContext, CheckedRule } from "../context";
import type { Detection } from "../detection";
import type { FindingRule } from "../findingRule";

export const peerOnHostNetwork = {
  id: "peer-on-host-network",
  severity: "warning",
  message:
    "all pods that this peer selects are on the host network, where most network plugins match a pod only by its node's address, so the rule allows none of them",
  remediation: "specify the addresses of the nodes (in an edge, use `cidrs`), or take the pods off the host network",
  needsManifests: true,
  check: (context) =>
    context.rules.filter(({ isUserRule }) => isUserRule).flatMap((checked) => peersOnHostNetwork(checked, context)),
} as const satisfies FindingRule;

const maxNames = 3;

/** Not for components, whose pods have a finding of their own. */
function peersOnHostNetwork(
  { peers, rule: { namespace }, peerLocation }: CheckedRule,
  { components, pods = [], hostNetworkPods = [], endedPods = [] }: CheckContext,
): Detection[] {
  return peers.flatMap((peer, i): Detection[] => {
    const isComponent = components.some(({ peerSet }) => isSubset(peerSetOf(peer, namespace), peerSet));
    if (peer.ipBlock !== undefined || isComponent) return [];
    // The labels alone decide here, not the host network.
    const fits = ({ hostNetwork: _, ...pod }: (typeof pods)[number]) =>
      ruleMatchesPeer({ peers: [peer], namespace }, pod);
    const onHostNetwork = hostNetworkPods.filter((pod) => fits(pod) === true);
    if (onHostNetwork.length === 0 || [...pods, ...endedPods].some((pod) => fits(pod) !== false)) return [];
    const names = onHostNetwork.slice(0, maxNames).map((pod) => peerText(podReference(pod)));
    const more = onHostNetwork.length > maxNames ? [`${onHostNetwork.length - maxNames} more`] : [];
    return [{ ...peerLocation(i), detail: listText([...names, ...more]) }];
  });
}
