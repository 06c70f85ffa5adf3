import { componentNames } from "../../graph/components";
import { type PortRange, portRanges } from "../model/portRange";
import type { ComponentPods } from "../sets/componentPods";
import { componentEndpoint, type ResultEndpoint } from "../sets/resultEndpoint";
import type { Excess } from "./excess";
import { remainingEndpoint } from "./exposureEndpoint";

/** Connections that one set of policies allows and another does not. */
export interface ConnectionDifference {
  from: ResultEndpoint;
  to: ResultEndpoint;
  ports: PortRange[];
}

export function connectionDifference(
  { component, direction, exposure, covering }: Excess,
  components: readonly ComponentPods[],
): ConnectionDifference {
  const ports = portRanges(exposure.ports);
  const local = componentEndpoint(component);
  const remote = remainingEndpoint(exposure, covering, components);
  return direction === "ingress" ? { from: remote, to: local, ports } : { from: local, to: remote, ports };
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
