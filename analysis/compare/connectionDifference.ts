import { componentNames } from "../../graph/components";
import type { PortRange } from "../model/portRange";
import type { ComponentPods } from "../sets/componentPods";
import { allPeers, intersect } from "../sets/peerSet";
import { componentEndpoint, endpointOf, type ResultEndpoint } from "../sets/resultEndpoint";
import type { NamedConnections } from "./connectionsBeyond";

/** Connections that one set of policies allows and another does not. */
export interface ConnectionDifference {
  /** The source of the connections. */
  from: ResultEndpoint;
  /** The target of the connections. */
  to: ResultEndpoint;
  /** The target's ports on which only one of the two sets allows them. */
  ports: PortRange[];
}

export function connectionDifference(
  { component, direction, local, remote, except, ports }: NamedConnections,
  components: readonly ComponentPods[],
): ConnectionDifference {
  const localEnd =
    local === allPeers
      ? componentEndpoint(component)
      : endpointOf(intersect(component.peerSet, local) ?? component.peerSet, [], []);
  const remoteEnd = endpointOf(remote, except, components);
  return direction === "ingress" ? { from: remoteEnd, to: localEnd, ports } : { from: localEnd, to: remoteEnd, ports };
}

/** Sorted, components first in the table's order, and without duplicates. */
export function sortedDifferences(differences: readonly ConnectionDifference[]): ConnectionDifference[] {
  const byKey = new Map(
    differences.map((difference) => {
      const { from, to } = difference;
      return [`${sortKey(from)} ${sortKey(to)} ${JSON.stringify(difference)}`, difference];
    }),
  );
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, difference]) => difference);
}

/** Which peers are excluded does not count, so "everyone else" of one component stands beside that of the next. */
function sortKey(endpoint: ResultEndpoint): string {
  if (endpoint.kind === "component")
    return `${String(componentNames.indexOf(endpoint.component)).padStart(3)}${JSON.stringify(endpoint.podLabels ?? {})}`;
  const { peers, except } = endpoint;
  return `${String(componentNames.length).padStart(3)}${JSON.stringify(peers)}${except === undefined ? 0 : 1}`;
}
