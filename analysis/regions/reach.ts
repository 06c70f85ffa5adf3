import { admits, isolates } from "../admits";
import type { Direction, Isolation, Rule } from "../isolation";
import type { Match } from "../match";
import type { Opening } from "./opening";
import type { Pod } from "../party";
import { allPorts, commonPorts, joined, type PortSet, resolved } from "../portSet";
import { peerRegions } from "./peerRegions";
import { everyone, overlap, podsRegion, type Region } from "./region";

/** How what is not known counts: "certain" takes in what is open whatever it is, "possible" what may be. */
export type Mode = "certain" | "possible";

/**
 * Everyone who may connect to a pod (`ingress`) or whom it may connect to (`egress`), and on which ports: both ends have to
 * agree. It needs no other pods: a party is in exactly one of these openings or more if it would be let through, whoever it
 * is. An ipBlock stands for its addresses, be they outside the cluster or a pod's.
 */
export function reach(isolating: readonly Isolation[], pod: Pod, direction: Direction, mode: Mode): Opening[] {
  const others = otherEnds(isolating, pod, direction, mode);
  return ownEnd(isolating, pod, direction, mode).flatMap(({ parties, ports }): Opening[] => {
    const isolated = others.flatMap((other) => {
      const both = overlap(parties, other.selected);
      return both === undefined ? [] : [{ ...other, both }];
    });
    const free = { parties, except: isolated.map(({ selected }) => selected), ports };
    const byTheirConsent = isolated.map(({ both, consent }) => ({
      parties: both,
      except: [],
      ports: commonPorts(ports, consent),
    }));
    return [free, ...byTheirConsent].filter((opening) => opening.ports.length > 0);
  });
}

/** The pods that a policy isolates in the opposite direction, and the ports on which it lets them meet the pod. */
function otherEnds(
  isolating: readonly Isolation[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): { selected: Region; consent: PortSet }[] {
  return isolating.flatMap((isolation) => {
    const rules = isolation[direction === "ingress" ? "egress" : "ingress"];
    if (rules === undefined) return [];
    const meeting = rules.filter((rule) => counts(admits(rule, pod), mode));
    const consent = joined(meeting.flatMap((rule) => portsAt(rule, pod, direction)));
    return [{ selected: selectedRegion(isolation), consent }];
  });
}

/** What the pod's own end lets through. */
function ownEnd(
  isolating: readonly Isolation[],
  pod: Pod,
  direction: Direction,
  mode: Mode,
): { parties: Region; ports: PortSet }[] {
  const inForce = isolating
    .map((isolation) => ({ rules: isolation[direction], selected: isolates(isolation, pod) }))
    .filter(({ rules, selected }) => rules !== undefined && selected !== false);
  const isIsolated = mode === "certain" ? inForce.length > 0 : inForce.some(({ selected }) => selected === true);
  if (!isIsolated) return [{ parties: everyone, ports: allPorts }];
  return inForce
    .filter(({ selected }) => counts(selected, mode))
    .flatMap(({ rules = [] }) => rules)
    .flatMap((rule) => {
      const ports = portsAt(rule, pod, direction);
      return peerRegions(rule).map((parties) => ({ parties, ports }));
    });
}

/** A rule's ports; the names among them are the target's. */
function portsAt({ ports }: Rule, pod: Pod, direction: Direction): PortSet {
  return direction === "ingress" ? resolved(ports, pod) : ports;
}

/** The pods that a policy selects. */
export function selectedRegion({ namespace, podSelector }: Isolation): Region {
  return podsRegion({ matchLabels: { "kubernetes.io/metadata.name": namespace } }, podSelector);
}

function counts(match: Match, mode: Mode): boolean {
  return match === true || (match !== false && mode === "possible");
}
