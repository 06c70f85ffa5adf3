import type { Direction } from "../model/effectivePolicy";
import { allPeers, isAddressLimited, isSubset, type PeerSet, peerSetKey, uniqueSets } from "./peerSet";
import { kubeSystem } from "./resultEndpoint";
import { oppositeOf } from "./allowedConnections";
import type { ConnectionSpace, End } from "./connectionSpace";
import { type Node, NONE } from "./diagrams";
import type { NamedPeers } from "./nameEnds";
import type { PolicySets } from "./policySets";

/** The peers that have a name at the other end of a component, the widest first. */
export function namedPeers(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  direction: Direction,
  components: readonly PeerSet[],
  existing: Node,
): NamedPeers[] {
  const { diagrams } = space;
  const ofRules = policies
    .filter(({ selected }) => diagrams.and(space.peers("local", selected), existing) !== NONE)
    .flatMap((policy) => (policy[direction] ?? []).flatMap(({ peers }) => peers));
  const ofPolicies = policies
    .filter((policy) => policy[oppositeOf(direction)] !== undefined)
    .map(({ selected }) => selected);
  const obvious = uniqueSets([...components, kubeSystem]);
  const isObvious = new Set(obvious.map(peerSetKey));
  return uniqueSets([allPeers, ...obvious, ...ofRules, ...ofPolicies])
    .map((peers) => ({
      peers,
      ends: diagrams.and(podsOf(space, peers, components, "remote"), existing),
      isObvious: isObvious.has(peerSetKey(peers)),
    }))
    .filter(({ ends }) => ends !== NONE)
    .sort((a, b) => specificity(a.peers) - specificity(b.peers));
}

/** The connections with some peers; if these are a component, without those of components that have more labels. */
export function podsOf(space: ConnectionSpace, peers: PeerSet, components: readonly PeerSet[], end: End): Node {
  const { diagrams } = space;
  const narrower = components.some((set) => peerSetKey(set) === peerSetKey(peers))
    ? components.filter((set) => isSubset(set, peers) && !isSubset(peers, set))
    : [];
  return diagrams.minus(space.peers(end, peers), diagrams.union(narrower.map((set) => space.peers(end, set))));
}

/** More conditions, more specific. */
function specificity(peers: PeerSet): number {
  return peers.labels.size + (isAddressLimited(peers) ? 100 : 0) + (peers.pods === undefined ? 0 : 1);
}
