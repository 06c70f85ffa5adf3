import { kubeSystem } from "./resultEndpoint";
import type { PeerSet } from "./peerSet";
import { ConnectionSpace } from "./connectionSpace";
import type { Node } from "./diagrams";
import type { PolicySets, UnevaluatedSets } from "./policySets";
import { type KnownObjects, knownSets, possibleConnections, usualAddresses, usualLabels } from "./possibleConnections";

export type { KnownObjects } from "./possibleConnections";

/** A space for policies and components. */
export function spaceOf(
  policies: readonly PolicySets[],
  components: readonly PeerSet[],
  known: KnownObjects,
  unevaluated: readonly UnevaluatedSets[] = [],
): {
  space: ConnectionSpace;
  /** The connections whose ends can exist. */
  possible: Node;
  /** Those in which pods of components have only their usual labels. */
  withUsualLabels: Node;
  /** Those in which pods have none of the single addresses that rules name. */
  withUsualAddresses: Node;
} {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const mentioned = [
    ...components,
    kubeSystem,
    ...policies.map(({ selected }) => selected),
    ...rules.flatMap(({ peers }) => peers),
    ...unevaluated.flatMap(({ subjects }) => subjects),
  ];
  const sets = knownSets(known, mentioned);
  const space = new ConnectionSpace(
    [...mentioned, ...sets.namespaces, ...sets.components, ...sets.componentPods, sets.withoutOtherLabels],
    rules.flatMap(({ ports }) => ports),
  );
  const possible = possibleConnections(space, known, sets);
  return {
    space,
    possible,
    withUsualLabels: space.diagrams.and(possible, usualLabels(space, sets)),
    withUsualAddresses: space.diagrams.and(possible, usualAddresses(space, sets)),
  };
}
