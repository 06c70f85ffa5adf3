import type { Direction, EffectivePolicy, Rule } from "../model/effectivePolicy";
import { allPorts } from "../model/portSet";
import { selectedPods } from "../sets/allowedPeers";
import type { ComponentPods } from "../sets/componentPods";
import { type Exposure, uncoveredPorts } from "../sets/exposure";
import { intersect, isSubset, peerSetOf, type PeerSet, uniqueSets } from "../sets/peerSet";

/**
 * The pods that two components would share, on any side of a comparison, whether or not these are deployed. A pod belongs to one
 * component at most, so such pods are assumed not to exist; a pod that has all labels of two components by design stays
 * possible. Each argument has all components of one side, in the table's order.
 */
export function impossibleOverlaps(...sides: readonly (readonly ComponentPods[])[]): Exposure[] {
  const [first = []] = sides;
  const byComponent = first.map((_, i) => uniqueSets(sides.flatMap((side) => side[i]?.peerSet ?? [])));
  return byComponent.flatMap((sets, i) =>
    sets.flatMap((one) =>
      byComponent
        .slice(i + 1)
        .flat()
        .flatMap((other) => {
          const peers = intersect(one, other);
          if (peers === undefined) return [];
          const except = byComponent.flat().filter((set) => isSubset(set, peers));
          return except.some((set) => isSubset(peers, set)) ? [] : [{ peers, except, ports: allPorts }];
        }),
    ),
  );
}

/**
 * The policies as they may apply to a component's own pods, whatever further labels these carry: without selectors that match
 * such a pod only if it is impossible.
 */
export function withoutImpossiblePeers(
  component: ComponentPods,
  policies: readonly EffectivePolicy[],
  direction: Direction,
  impossible: readonly Exposure[],
): readonly EffectivePolicy[] {
  if (impossible.length === 0) return policies;
  const isImpossible = (selected: PeerSet) => {
    const peers = intersect(component.peerSet, selected);
    return peers !== undefined && uncoveredPorts({ peers, except: [], ports: allPorts }, impossible).length === 0;
  };
  const withoutPeers = (rule: Rule): Rule => {
    const { peers, namespace } = rule;
    return peers === "everyone"
      ? rule
      : { ...rule, peers: peers.filter((peer) => !isImpossible(peerSetOf(peer, namespace))) };
  };
  return policies.map((policy): EffectivePolicy => {
    const { ingress, egress, ...rest } = policy;
    const localRules = isImpossible(selectedPods(policy)) ? undefined : policy[direction];
    const [inward, outward] =
      direction === "ingress" ? [localRules, egress?.map(withoutPeers)] : [ingress?.map(withoutPeers), localRules];
    return { ...rest, ...(inward && { ingress: inward }), ...(outward && { egress: outward }) };
  });
}
