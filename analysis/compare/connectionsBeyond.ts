import { type Direction, directions, type EffectivePolicy } from "../model/effectivePolicy";
import type { PortRange } from "../model/portRange";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import type { ComponentPods } from "../sets/componentPods";
import { type PeerSet, peerSetKey, uniqueSets } from "../sets/peerSet";
import { allowedConnections } from "../sets/allowedConnections";
import type { ConnectionSpace } from "../sets/connectionSpace";
import { type Node, NONE } from "../sets/diagrams";
import { type NamedEnds, nameEnds } from "../sets/nameEnds";
import { namedPeers, podsOf } from "../sets/namedPeers";
import { policySets, unevaluatedSets } from "../sets/policySets";
import { type KnownObjects, spaceOf } from "../sets/spaceOf";
import { undecidedConnections } from "../sets/undecidedConnections";

/** How long to look for connections of pods with unusual labels. If it takes longer, such connections are taken to exist. */
const maxUnusualSteps = 1_000_000;

/** Connections of one component. */
export interface NamedConnections extends NamedEnds {
  component: ComponentPods;
  direction: Direction;
  ports: PortRange[];
}

export interface ConnectionsBeyond {
  connections: NamedConnections[];
  /** Whether no connection is left out because there are too many. */
  isComplete: boolean;
  /** Whether further connections depend on the labels of a component's pods, and no pods are known. */
  dependsOnLabels: boolean;
  /** Whether further connections depend on which pods have the single addresses that rules name, and no pods are known. */
  dependsOnAddresses: boolean;
  /** The policies that are not evaluated and on which connections depend. */
  unevaluated: UnevaluatedPolicy[];
  /** Whether some connections are certain, whatever these policies decide. */
  areCertain: boolean;
  /** The keys of labels that policies mention and that select no component. */
  otherLabels: string[];
}

/** One side of a comparison. */
export interface ComparedPolicies {
  evaluated: readonly EffectivePolicy[];
  unevaluated?: readonly UnevaluatedPolicy[] | undefined;
}

/**
 * The connections to and from components that `policies` allow and `baseline` does not, for any pods that may exist. For
 * example, if the policies admit namespace `shop` to the lb gateway and the baseline does not, the result is "all pods in
 * namespace shop -> lb gateway". A connection between two components is listed at its source, unless the target's
 * connections with all other peers contain it.
 */
export function connectionsBeyond(
  policies: ComparedPolicies,
  baseline: ComparedPolicies,
  components: readonly ComponentPods[],
  known: KnownObjects,
): ConnectionsBeyond {
  const sides = [policies, baseline].map(({ evaluated }) => evaluated.map(policySets));
  const unevaluated = [policies, baseline].map((side) => (side.unevaluated ?? []).map(unevaluatedSets));
  const componentSets = uniqueSets(components.map(({ peerSet }) => peerSet));
  const allComponentSets = uniqueSets([...componentSets, ...known.allComponents.map(({ peerSet }) => peerSet)]);
  const { space, possible, withUsualLabels, withUsualAddresses } = spaceOf(
    sides.flat(),
    allComponentSets,
    known,
    unevaluated.flat(),
  );
  const { diagrams } = space;
  const usual = diagrams.and(withUsualLabels, withUsualAddresses);
  const anyComponent = diagrams.union(componentSets.map((set) => space.peers("remote", set)));

  let isComplete = true;
  const addedAmong = (connections: Node, direction: Direction) => {
    const [now = NONE, before = NONE] = sides.map((side) => allowedConnections(space, side, direction, connections));
    return diagrams.minus(now, before);
  };
  const differences = components.flatMap((component) => {
    const pods = podsOf(space, component.peerSet, allComponentSets, "local");
    const existing = diagrams.and(usual, pods);
    return directions.map((direction) => {
      const added = addedAmong(existing, direction);
      const names = added === NONE ? [] : namedPeers(space, sides.flat(), direction, allComponentSets, existing);
      return { component, direction, pods, existing, added, names };
    });
  });
  type Difference = (typeof differences)[number];

  // Without given pods, a component's pods may carry the labels that an unevaluated policy selects.
  const undecidedOf = ({ direction, pods, existing }: Difference) => {
    const among = known.pods === undefined ? diagrams.and(possible, pods) : existing;
    return sides.map((side, i) => undecidedConnections(space, side, unevaluated[i] ?? [], direction, among));
  };
  const undecided = diagrams.withinSteps(maxUnusualSteps, () => differences.map(undecidedOf), undefined);
  const allUnevaluated = unevaluated.flat().map(({ policy }) => policy);

  const describe = (difference: Difference, wanted: Node, added = difference.added): NamedConnections[] => {
    const { component, direction, existing, names } = difference;
    const named = space.splitByPorts(wanted).flatMap(({ ports, ends }) => {
      const result = nameEnds(space, ends, space.endsOnAllPorts(added, ports), existing, names);
      isComplete &&= result.isComplete;
      return result.named.map((one) => ({ ...one, component, direction, ports }));
    });
    return withJoinedPorts(space, named);
  };
  const withOthers = differences.flatMap((one) => describe(one, diagrams.minus(one.added, anyComponent)));
  const seenFrom = ({ component, direction }: Difference, all: readonly NamedConnections[]) =>
    diagrams.union(all.map((one) => connectionsAt(space, one, component, direction, allComponentSets)));
  const betweenComponents = differences.flatMap((one) => {
    if (one.direction === "ingress") return [];
    const toComponents = diagrams.and(one.added, anyComponent);
    return describe(one, diagrams.minus(toComponents, seenFrom(one, withOthers)), toComponents);
  });
  const connections = [...betweenComponents, ...withOthers];
  const unusual = () => {
    const unnamed = differences.map((one) =>
      diagrams.minus(addedAmong(diagrams.and(possible, one.pods), one.direction), seenFrom(one, connections)),
    );
    return {
      dependsOnLabels: unnamed.some((all) => !diagrams.isSubset(all, withUsualLabels)),
      dependsOnAddresses: unnamed.some((all) => !diagrams.areDisjoint(all, withUsualLabels)),
    };
  };
  return {
    connections,
    isComplete,
    ...(isComplete && known.pods === undefined
      ? diagrams.withinSteps(maxUnusualSteps, unusual, { dependsOnLabels: true, dependsOnAddresses: false })
      : { dependsOnLabels: false, dependsOnAddresses: false }),
    unevaluated: undecided === undefined ? allUnevaluated : undecided.flat().flatMap((one) => one.policies),
    areCertain:
      undecided !== undefined &&
      differences.some(({ added }, i) => {
        const parts = undecided[i] ?? [];
        return !diagrams.isSubset(added, diagrams.union(parts.map((one) => one.connections)));
      }),
    otherLabels: otherLabels(space, known),
  };
}

/** Joins connections between the same ends on different ports. */
function withJoinedPorts(space: ConnectionSpace, all: readonly NamedConnections[]): NamedConnections[] {
  const byEnds = new Map<string, NamedConnections[]>();
  for (const one of all) {
    const key = [one.local, one.remote, ...one.except].map(peerSetKey).join();
    byEnds.set(key, [...(byEnds.get(key) ?? []), one]);
  }
  return [...byEnds.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const ports = [first, ...others].flatMap((one) => one.ports);
    return { ...first, ports: space.portsIn(space.ports(ports)) };
  });
}

/** The keys of the labels that policies mention and that select no component. */
function otherLabels(space: ConnectionSpace, { allComponents }: KnownObjects): string[] {
  const all = space.labelKeys().flatMap((key) => (key.startsWith("pod/") ? [key.slice("pod/".length)] : []));
  return all.filter((key) => !allComponents.some(({ pod }) => Object.hasOwn(pod.labels, key))).sort();
}

/** Named connections among those of a component in a direction: its own, or at their other end. */
function connectionsAt(
  space: ConnectionSpace,
  named: NamedConnections,
  component: ComponentPods,
  direction: Direction,
  components: readonly PeerSet[],
): Node {
  const { diagrams } = space;
  const isOwn = named.direction === direction;
  if (isOwn && named.component !== component) return NONE;
  const [localEnd, remoteEnd] = isOwn ? (["local", "remote"] as const) : (["remote", "local"] as const);
  return diagrams.and(
    podsOf(space, named.component.peerSet, components, localEnd),
    space.peers(localEnd, named.local),
    diagrams.minus(
      podsOf(space, named.remote, components, remoteEnd),
      diagrams.union(named.except.map((one) => podsOf(space, one, components, remoteEnd))),
    ),
    space.ports(named.ports),
  );
}
