import type { LabelMap, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from "../policy/notation";
import { selects } from "./selects";

/** A pod as far as policies look at it without its addresses. */
export interface Pod {
  namespace: string;
  /** The namespace's labels; `kubernetes.io/metadata.name` is among them in every cluster. */
  namespaceLabels: LabelMap;
  labels: LabelMap;
}

/** Ports of one protocol that a rule lets through, both ends included. */
interface PortRange {
  protocol: string;
  first: number;
  last: number;
}

/**
 * Whether one pod may connect to another on any port at all. Policies only add: a pod that no policy isolates in a
 * direction may do anything in it, else one rule at each end has to allow the connection, on a port that both allow.
 * An ipBlock is not counted, because the pods have no addresses; a port name may be any port.
 */
export function mayConnect(policies: readonly NetworkPolicy[], from: Pod, to: Pod): boolean {
  const out = openPorts(policies, "Egress", from, to);
  const into = openPorts(policies, "Ingress", to, from);
  return out.some((a) => into.some((b) => a.protocol === b.protocol && a.first <= b.last && b.first <= a.last));
}

function openPorts(
  policies: readonly NetworkPolicy[],
  direction: "Ingress" | "Egress",
  pod: Pod,
  other: Pod,
): PortRange[] {
  const isolating = policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      spec.policyTypes.includes(direction) &&
      selects(spec.podSelector, pod.labels),
  );
  if (isolating.length === 0) return portRanges([]);
  return isolating.flatMap(({ metadata, spec }) => {
    const rules =
      direction === "Ingress"
        ? spec.ingress.map(({ from, ports }) => ({ peers: from, ports }))
        : spec.egress.map(({ to, ports }) => ({ peers: to, ports }));
    return rules
      .filter(({ peers = [] }) => peers.length === 0 || peers.some((peer) => isPeer(peer, other, metadata.namespace)))
      .flatMap(({ ports = [] }) => portRanges(ports));
  });
}

function isPeer({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer, pod: Pod, namespace: string): boolean {
  if (ipBlock !== undefined) return false;
  const inNamespace =
    namespaceSelector === undefined ? pod.namespace === namespace : selects(namespaceSelector, pod.namespaceLabels);
  return inNamespace && selects(podSelector ?? {}, pod.labels);
}

function portRanges(ports: readonly NetworkPolicyPort[]): PortRange[] {
  if (ports.length === 0) return ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
  return ports.map(({ protocol = "TCP", port, endPort }) =>
    typeof port === "number" ? { protocol, first: port, last: endPort ?? port } : { protocol, first: 1, last: 65535 },
  );
}
