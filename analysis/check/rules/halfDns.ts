import type { NetworkPolicyPort } from "../../../kubernetes/networkPolicy";
import type { CheckContext, CheckedRule } from "../context";
import { usualDnsPorts } from "../dnsPorts";
import { type RuleModule, hasUnresolved } from "../ruleModule";
import { isAlsoAllowed } from "../isAlsoAllowed";
import { detectPorts } from "../portEntries";

export const halfDns = {
  id: "half-dns",
  severity: "warning",
  message:
    "DNS uses both UDP and TCP on port 53 (5353 on OpenShift), because long responses use TCP, but only one of these protocols is allowed",
  remediation: "allow both protocols",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => detectPorts(context, (port, rule) => isHalf(port, rule, context)),
} as const satisfies RuleModule;

/** Whether a port entry allows DNS over one protocol, and the other protocol is not allowed for all of the same peers. */
function isHalf(
  { protocol = "TCP", port, endPort }: NetworkPolicyPort,
  rule: CheckedRule,
  context: CheckContext,
): boolean {
  const isDns = typeof port === "number" && usualDnsPorts.includes(port) && (endPort ?? port) === port;
  if (rule.direction !== "egress" || !isDns || protocol === "SCTP") return false;
  const other = { protocol: protocol === "TCP" ? "UDP" : "TCP", first: port, last: port };
  return !isAlsoAllowed({ peers: rule.sets.peers, ports: [other] }, rule, context);
}
