import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { Direction, EffectivePolicy, Rule } from "../model/effectivePolicy";
import { ruleMatchesPeer, selectsPod } from "../model/matching";
import type { Pod } from "../model/peer";
import { allPorts, intersectPorts, normalizePorts, type PortSet, resolveNamedPorts } from "../model/portSet";
import type { Tristate } from "../model/tristate";
import type { Exposure } from "./exposure";
import { allPeers, intersect, type PeerSet, podSet } from "./peerSet";
import { rulePeerSets } from "./rulePeerSets";

/** How to treat unknown facts. `certain`: what is open whatever they are. `possible`: what may be open. */
export type Mode = "certain" | "possible";

/**
 * Everyone who may connect to a pod (`ingress`) or whom it may connect to (`egress`), with the ports; both ends must allow it.
 * No other pods need to be known: a peer has access exactly if one of the exposures includes it. For example, if a policy
 * admits all pods to the pod, and another one isolates the egress of `app=db` in namespace `shop` and allows nothing, the
 * exposures are "all pods except `app=db` in `shop`" only. An ipBlock stands for its addresses, outside the cluster or of pods.
 */
export function allowedPeers(
  policies: readonly EffectivePolicy[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): Exposure[] {
  const remote = remoteEnds(policies, pod, direction, mode);
  return localEnd(policies, pod, direction, mode).flatMap(({ peers, ports }): Exposure[] => {
    const isolated = remote.flatMap((end) => {
      const both = intersect(peers, end.selected);
      return both === undefined ? [] : [{ ...end, both }];
    });
    const notIsolated = { peers, except: isolated.map(({ selected }) => selected), ports };
    const allowedByTheirPolicies = isolated.map(({ both, allowed }) => ({
      peers: both,
      except: [],
      ports: intersectPorts(ports, allowed),
    }));
    return [notIsolated, ...allowedByTheirPolicies].filter((exposure) => exposure.ports.length > 0);
  });
}

/** The pods that each policy isolates in the opposite direction, and the ports on which it allows the given pod. */
function remoteEnds(
  policies: readonly EffectivePolicy[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): { selected: PeerSet; allowed: PortSet }[] {
  return policies.flatMap((policy) => {
    const rules = policy[direction === "ingress" ? "egress" : "ingress"];
    if (rules === undefined) return [];
    const matching = rules.filter((rule) => counts(ruleMatchesPeer(rule, pod), mode));
    const allowed = normalizePorts(matching.flatMap((rule) => portsAt(rule, pod, direction)));
    return [{ selected: selectedPods(policy), allowed }];
  });
}

/** What the pod's own end allows. */
function localEnd(
  policies: readonly EffectivePolicy[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): { peers: PeerSet; ports: PortSet }[] {
  const relevant = policies
    .map((policy) => ({ rules: policy[direction], selected: selectsPod(policy, pod) }))
    .filter(({ rules, selected }) => rules !== undefined && selected !== false);
  const isIsolated = mode === "certain" ? relevant.length > 0 : relevant.some(({ selected }) => selected === true);
  if (!isIsolated) return [{ peers: allPeers, ports: allPorts }];
  return relevant
    .filter(({ selected }) => counts(selected, mode))
    .flatMap(({ rules = [] }) => rules)
    .flatMap((rule) => {
      const ports = portsAt(rule, pod, direction);
      return rulePeerSets(rule).map((peers) => ({ peers, ports }));
    });
}

/** The ports of a rule. Port names are those of the target. */
function portsAt({ ports }: Rule, pod: Pod, direction: Direction): PortSet {
  return direction === "ingress" ? resolveNamedPorts(ports, pod) : ports;
}

/** The pods that a policy selects. */
export function selectedPods({ namespace, podSelector }: Pick<EffectivePolicy, "namespace" | "podSelector">): PeerSet {
  return podSet({ matchLabels: { [namespaceNameLabel]: namespace } }, podSelector);
}

function counts(value: Tristate, mode: Mode): boolean {
  return value === true || (value !== false && mode === "possible");
}
