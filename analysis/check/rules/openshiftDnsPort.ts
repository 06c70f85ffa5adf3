import type { LabelSelector, NetworkPolicyPeer, NetworkPolicyPort } from "../../../kubernetes/networkPolicy";
import { ruleMatchesPeer } from "../../model/matching";
import { requirements } from "../../model/selectors";
import { peerSetOf } from "../../sets/peerSet";
import type { CheckContext, CheckedRule } from "../context";
import { type RuleModule, hasUnresolved } from "../ruleModule";
import { isAlsoAllowed } from "../isAlsoAllowed";
import { detectPorts } from "../portEntries";

export const openshiftDnsPort = {
  id: "openshift-dns-port",
  severity: "error",
  message:
    "53 is the port of OpenShift's DNS Service, but policies apply to the port of the DNS pods, which is 5353, so this rule does not allow DNS",
  remediation: "allow port 5353 (in the values, use `preset: openShift` in `dns`)",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => detectPorts(context, (port, rule) => isOnlyServicePort(port, rule, context)),
} as const satisfies RuleModule;

/** https://github.com/openshift/cluster-dns-operator/blob/master/pkg/manifests/assets/dns/daemonset.yaml */
const dnsPods = { namespace: "openshift-dns", label: "dns.operator.openshift.io/daemonset-dns", port: 5353 };

/** Whether a port entry allows the Service's port for OpenShift's DNS pods, and the pods' own port is not allowed. */
function isOnlyServicePort(
  { protocol = "TCP", port, endPort }: NetworkPolicyPort,
  rule: CheckedRule,
  context: CheckContext,
): boolean {
  const isServicePort = port === 53 && (endPort ?? port) < dnsPods.port && protocol !== "SCTP";
  if (rule.direction !== "egress" || !isServicePort) return false;
  const { namespace } = rule.rule;
  const peers = rule.peers.filter((peer) => isForDnsPods(peer, namespace)).map((peer) => peerSetOf(peer, namespace));
  const podPort = { protocol, first: dnsPods.port, last: dnsPods.port };
  return peers.length > 0 && !isAlsoAllowed({ peers, ports: [podPort] }, rule, context);
}

/** Whether a peer matches OpenShift's DNS pods and contains the name of their namespace or the key of their label. */
function isForDnsPods(peer: NetworkPolicyPeer, policyNamespace: string): boolean {
  const { namespaceSelector, podSelector } = peer;
  const isNamed =
    requires(namespaceSelector, ({ values = [] }) => values.includes(dnsPods.namespace)) ||
    requires(podSelector, ({ key }) => key === dnsPods.label);
  const pod = { namespace: dnsPods.namespace, labels: { [dnsPods.label]: "default" }, mayHaveMoreLabels: true };
  return isNamed && ruleMatchesPeer({ peers: [peer], namespace: policyNamespace }, pod) !== false;
}

function requires(
  selector: LabelSelector = {},
  condition: (requirement: ReturnType<typeof requirements>[number]) => boolean,
): boolean {
  return requirements(selector).some((requirement) => requirement.operator !== "NotIn" && condition(requirement));
}
