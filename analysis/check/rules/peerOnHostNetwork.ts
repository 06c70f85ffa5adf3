import { ruleMatchesPeer } from "../../model/matching";
import { type Pod, podReference } from "../../model/peer";
import { isSubset } from "../../sets/peerSet";
import { peerText } from "../../text/endpointText";
import { listText } from "../../text/listText";
import type { CheckContext } from "../context";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";
import { type UserPeer, userPeers } from "../userPeers";

export const peerOnHostNetwork = {
  id: "peer-on-host-network",
  severity: "warning",
  message:
    "all pods that this peer selects are on the host network, where most network plugins match a pod only by its node's address, so the rule allows none of them",
  remediation: "specify the addresses of the nodes (in an edge, use `cidrs`), or take the pods off the host network",
  needsManifests: true,
  check: (context) => userPeers(context).flatMap((one) => detectionOf(one, context)),
} as const satisfies RuleModule;

const maxNames = 3;

/** Not for components, whose pods have a finding of their own. */
function detectionOf(
  { peer, peerSet, rule: { rule }, location }: UserPeer,
  { components, pods = [], hostNetworkPods = [], endedPods = [], unreadNamespaces = [] }: CheckContext,
): Detection[] {
  if (peer.ipBlock !== undefined || components.some((component) => isSubset(peerSet, component.peerSet))) return [];
  // The labels alone decide here, not the host network.
  const fits = ({ hostNetwork: _, ...pod }: Pod) => ruleMatchesPeer({ peers: [peer], namespace: rule.namespace }, pod);
  const onHostNetwork = hostNetworkPods.filter((pod) => fits(pod) === true);
  const unread = unreadNamespaces.map((namespace) => ({ namespace, labels: {}, mayHaveMoreLabels: true }));
  if (onHostNetwork.length === 0 || [...pods, ...endedPods, ...unread].some((pod) => fits(pod) !== false)) return [];
  const names = onHostNetwork.slice(0, maxNames).map((pod) => peerText(podReference(pod)));
  const more = onHostNetwork.length > maxNames ? [`${onHostNetwork.length - maxNames} more`] : [];
  return [{ ...location, detail: listText([...names, ...more]) }];
}
