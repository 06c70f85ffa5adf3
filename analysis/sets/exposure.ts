import { coversIntervals } from "../model/intervals";
import { normalizePorts, type Ports, type PortSet, subtractPorts } from "../model/portSet";
import { areDisjoint, intersect, isSubset, type PeerSet, subtract } from "./peerSet";

/** Peers, without those in `except`, and the ports that are open to all of them. */
export interface Exposure {
  readonly peers: PeerSet;
  readonly except: readonly PeerSet[];
  readonly ports: PortSet;
}

/**
 * The ports of an exposure on which some peer may have access that none of the others gives; empty if they cover it. For
 * example, everyone on TCP 80-90 is covered by "pods on TCP 80-90" and "endpoints outside the cluster on TCP 1-100" together.
 */
export function uncoveredPorts(exposure: Exposure, others: readonly Exposure[]): PortSet {
  const left = portsUncoveredByAnyOne(exposure, others);
  if (left.length === 0) return left;
  const relevant = others.filter(({ peers }) => !areDisjoint(exposure.peers, peers));
  const decided = new Map<string, boolean>();
  return normalizePorts(
    left
      .flatMap((ports) => segments(ports, relevant))
      .filter((segment) => {
        const covering = relevant.filter((other) => other.ports.some((ports) => coversSegment(ports, segment)));
        const key = covering.map((other) => relevant.indexOf(other)).join();
        const isUncovered = decided.get(key) ?? hasUncoveredPeer(exposure, covering);
        decided.set(key, isUncovered);
        return isUncovered;
      }),
  );
}

/** A quick approximation: ports that no single other exposure covers. Several others may cover them together. */
export function portsUncoveredByAnyOne(exposure: Exposure, others: readonly Exposure[]): PortSet {
  const covering = others.filter((other) => coversPeers(other, exposure)).flatMap(({ ports }) => ports);
  return exposure.ports.flatMap((ports) => subtractPorts(ports, covering) ?? []);
}

/** Whether one exposure has all peers of another, by a look at each condition. It may have them and not show it. */
function coversPeers({ peers, except }: Exposure, other: Exposure): boolean {
  return (
    isSubset(other.peers, peers) &&
    except.every(
      (exclusion) => areDisjoint(exclusion, other.peers) || other.except.some((more) => isSubset(exclusion, more)),
    )
  );
}

/** Ports cut so that no segment lies partly inside the ports of another exposure. */
function segments(ports: Ports, others: readonly Exposure[]): Ports[] {
  const bounds = new Set(
    others.flatMap((other) => other.ports.flatMap(({ numbers }) => numbers.flatMap(({ start, end }) => [start, end]))),
  );
  return ports.numbers.flatMap(({ start, end }) => {
    const cuts = [start, ...[...bounds].filter((bound) => start < bound && bound < end).sort((a, b) => a - b), end];
    return cuts.slice(1).map((cut, i) => ({ ...ports, numbers: [{ start: cuts[i] ?? start, end: cut }] }));
  });
}

function coversSegment(other: Ports, segment: Ports): boolean {
  return (
    other.protocol === segment.protocol &&
    other.names.every((name) => segment.names.includes(name)) &&
    coversIntervals(other.numbers, segment.numbers)
  );
}

/** Whether a peer may exist that has this exposure and none of the others, regardless of ports. */
function hasUncoveredPeer({ peers, except }: Exposure, others: readonly Exposure[]): boolean {
  return isSatisfiable(peers, [
    ...except.map((exclusion) => ({ outside: exclusion, orInside: [] })),
    ...others.map((other) => ({ outside: other.peers, orInside: other.except })),
  ]);
}

/** A peer must be outside one set, or else inside one of some others. */
interface Condition {
  outside: PeerSet;
  orInside: readonly PeerSet[];
}

/**
 * Whether some peer of a set meets all conditions. It first tries the condition with the fewest alternatives, to find a
 * contradiction early.
 */
function isSatisfiable(peers: PeerSet, conditions: readonly Condition[]): boolean {
  const open: { condition: Condition; alternatives: readonly PeerSet[] }[] = [];
  for (const condition of conditions) {
    if (areDisjoint(peers, condition.outside)) continue;
    const alternatives = [
      ...subtract(peers, condition.outside),
      ...condition.orInside.flatMap((inside) => intersect(peers, inside) ?? []),
    ];
    if (alternatives.length === 0) return false;
    open.push({ condition, alternatives });
  }
  const [first, ...rest] = open.sort((a, b) => a.alternatives.length - b.alternatives.length);
  if (first === undefined) return true;
  return first.alternatives.some((alternative) =>
    isSatisfiable(
      alternative,
      rest.map(({ condition }) => condition),
    ),
  );
}
