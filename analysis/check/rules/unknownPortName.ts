import type { NetworkPolicyPort } from "../../../kubernetes/networkPolicy";
import { ruleMatchesPeer, selectsPod } from "../../model/matching";
import type { Pod } from "../../model/peer";
import { isSubset, peerSetOf } from "../../sets/peerSet";
import type { CheckContext, CheckedRule } from "../context";
import type { RuleModule } from "../ruleModule";

export const unknownPortName = {
  id: "unknown-port-name",
  severity: "warning",
  message:
    "if a rule lists only port names, and no target pod has a port with one of these names, the network plugin allows more than the listed ports",
  remediation: "use the port number",
  cniOverrides: {
    "kube-router": {
      message:
        "if no target pod has a port with this name and protocol, kube-router allows all ports for pods that match the rule's peers",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go",
    },
  },
  check: (context) =>
    context.rules
      .filter((rule) => rule.isUserRule && hasOnlyUnknownNames(rule, context))
      .map(({ portLocation }) => portLocation(0)),
} as const satisfies RuleModule;

/** The port names in Vald's Helm chart, all TCP. */
const chartPortNames = ["liveness", "readiness", "rest", "grpc", "pprof"];

function hasOnlyUnknownNames(
  { direction, policy, rule, peers, ports }: CheckedRule,
  { components, pods, isManifests }: CheckContext,
): boolean {
  const concernsPods = peers.some(({ ipBlock }) => ipBlock === undefined);
  if (ports.length === 0 || !concernsPods || ports.some(({ port }) => typeof port !== "string")) return false;
  const isTarget = (pod: Pod) =>
    direction === "ingress" ? selectsPod(policy, pod) === true : ruleMatchesPeer(rule, pod) === true;
  const given = isManifests ? (pods ?? []).filter(isTarget) : [];
  const targets = given.length === 0 ? undefined : given;
  const areComponents =
    direction === "ingress" ||
    peers.every((peer) => components.some(({ peerSet }) => isSubset(peerSetOf(peer, rule.namespace), peerSet)));
  const isKnown = ({ protocol = "TCP", port }: NetworkPolicyPort) =>
    targets === undefined
      ? areComponents && protocol === "TCP" && chartPortNames.includes(String(port))
      : targets.some(({ ports: declared = [] }) =>
          declared.some((one) => one.name === port && (one.protocol ?? "TCP") === protocol),
        );
  return !ports.some(isKnown);
}
