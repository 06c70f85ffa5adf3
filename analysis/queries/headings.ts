import { isAddressLimited } from "../sets/peerSet";
import type { ComponentPods } from "../sets/componentPods";
import type { ConnectionSpace } from "../sets/connectionSpace";
import { NONE } from "../sets/diagrams";
import { namedPeers } from "../sets/namedPeers";
import { type NamedEnds, nameEnds } from "../sets/nameEnds";
import type { PolicySets } from "../sets/policySets";
import { endpointKey, endpointOf, isObviousException, kubeSystem, type ResultEndpoint } from "../sets/resultEndpoint";
import type { Direction } from "../model/effectivePolicy";
import { type Access, podsWithoutOtherLabels } from "./access";

/** Peers of a row or column beyond the components. */
export type Heading = NamedEnds;

/** The peers, beside components, that have access. */
export function headingsOf(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  { existing, possible: allowed }: Access,
  direction: Direction,
  components: readonly ComponentPods[],
): Heading[] {
  const { diagrams } = space;
  const cells = components.map((component) => podsWithoutOtherLabels(space, component, "remote"));
  const others = diagrams.minus(allowed, diagrams.union(cells));
  if (others === NONE) return [];
  const componentSets = components.map(({ peerSet }) => peerSet);
  const names = namedPeers(space, policies, direction, componentSets, existing);
  return space
    .splitByPorts(others)
    .flatMap(({ ports, ends }) => nameEnds(space, ends, space.endsOnAllPorts(allowed, ports), existing, names).named);
}

/** One of each: kube-system first as documented, then addresses, pods, and everyone last. */
export function sortedHeadings(
  all: readonly Heading[],
  components: readonly ComponentPods[],
): (Heading & { endpoint: ResultEndpoint })[] {
  const obvious = [...components.map(({ peerSet }) => peerSet), kubeSystem];
  const unique = new Map(
    all.map(({ remote, ...heading }) => {
      // "Everyone else" of one component may not be that of another, so it leaves out everyone with a heading of their own.
      const listed = heading.except.filter((set) => !isObviousException(endpointOf(set, [], components)));
      const except = listed.length < heading.except.length ? [...obvious, ...listed] : listed;
      const isBlock = isAddressLimited(remote);
      const endpoint = endpointOf(isBlock ? { ...remote, pods: undefined } : remote, except, components);
      return [endpointKey(endpoint), { ...heading, remote, except, endpoint }];
    }),
  );
  const kubeSystemKey = endpointKey(endpointOf(kubeSystem, [], []));
  const rank = (endpoint: ResultEndpoint) => {
    if (endpointKey(endpoint) === kubeSystemKey || endpoint.kind === "component") return 0;
    if (endpoint.peers.ipBlocks !== undefined) return 1;
    return endpoint.peers.pods === true ? 2 : 3;
  };
  return [...unique]
    .filter(([, { endpoint }]) => endpoint.kind === "peers")
    .sort(([a, { endpoint: x }], [b, { endpoint: y }]) => rank(x) - rank(y) || (a < b ? -1 : 1))
    .map(([, heading]) => heading);
}
