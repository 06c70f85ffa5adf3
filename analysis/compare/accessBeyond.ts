import { type Direction, type EffectivePolicy } from "../model/effectivePolicy";
import { allPorts } from "../model/portSet";
import type { ComponentPods } from "../sets/componentPods";
import type { Exposure } from "../sets/exposure";
import { exposures } from "../sets/exposures";
import { areDisjoint, isAddressLimited, isSubset } from "../sets/peerSet";
import { type ConnectionDifference, connectionDifference, sortedDifferences } from "./connectionDifference";
import { dropSubsumed, type Excess, excessOf, hasPorts, isSubsumedBy } from "./excess";
import { withoutImpossiblePeers } from "./impossibleOverlaps";
import {
  policyFingerprint,
  representativePods,
  selectorsOnUnknownLabels,
  withUnknownLabels,
} from "./representativePods";

/**
 * The connections to and from components that `policies` allow and `baseline` does not, whatever further labels the pods of
 * the components carry. For example, if the policies admit namespace `shop` to the lb gateway and the baseline does not, the
 * result is "all pods in namespace shop -> lb gateway". `impossible` are peers that cannot exist.
 */
export function accessBeyond(
  policies: readonly EffectivePolicy[],
  baseline: readonly EffectivePolicy[],
  components: readonly ComponentPods[],
  impossible: readonly Exposure[],
): ConnectionDifference[] {
  const excesses = (component: ComponentPods, direction: Direction, excluded = impossible): Excess[] => {
    const pod = withUnknownLabels(component);
    if (policyFingerprint(policies, pod, direction) === policyFingerprint(baseline, pod, direction)) return [];
    const applied = withoutImpossiblePeers(component, policies, direction, excluded);
    const appliedBaseline = withoutImpossiblePeers(component, baseline, direction, impossible);
    return comparedExposures(component, applied, appliedBaseline, direction).flatMap((compared) => {
      const inBaseline = compared.baseline.map((exposure) => asBaseline(exposure, components));
      return compared.all
        .flatMap((exposure) => asCompared(exposure, components))
        .flatMap(
          (exposure) =>
            excessOf(component, direction, exposure, { all: compared.all, baseline: inBaseline, impossible }) ?? [],
        );
    });
  };
  const found = components.flatMap((component) =>
    (["egress", "ingress"] as const).flatMap((direction) => dropSubsumed(excesses(component, direction))),
  );

  const wide = found.filter(
    ({ coversWholePeerSet, exposure }) => coversWholePeerSet && !isWithinOneComponent(exposure, components),
  );
  /** Whether all that is in an excess is also in wide ones, of its own component or of the component at the other end. */
  const isReportedAtOtherEnd = (one: Excess): boolean => {
    const { component, direction, exposure } = one;
    const there = wide
      .filter((other) => other.direction !== direction && isSubset(exposure.peers, other.component.peerSet))
      .filter((other) => hasPorts(other, exposure.ports));
    if (there.length === 0) return false;
    // What remains if the component's own pods are none of those that the other end reports.
    const reported = there.map((other) => ({ peers: other.exposure.peers, except: [], ports: allPorts }));
    const here = wide.filter((other) => other.component === component && other.direction === direction);
    return excesses(component, direction, [...impossible, ...reported])
      .filter((left) => !here.some((other) => isSubsumedBy(left, other)))
      .every((left) => areDisjoint(left.exposure.peers, exposure.peers));
  };
  return sortedDifferences(
    found.filter((one) => !isReportedAtOtherEnd(one)).map((one) => connectionDifference(one, components)),
  );
}

/**
 * The exposures of a component's pods under both sets of policies, for each way in which these may treat such a pod. If one
 * comparison is enough, or there are too many ways, these are the most that the policies may open, and the least that the
 * baseline opens.
 */
function comparedExposures(
  component: ComponentPods,
  policies: readonly EffectivePolicy[],
  baseline: readonly EffectivePolicy[],
  direction: Direction,
): Record<"all" | "baseline", Exposure[]>[] {
  const pod = withUnknownLabels(component);
  const ofPolicies = selectorsOnUnknownLabels(pod, policies, direction);
  const ofBaseline = selectorsOnUnknownLabels(pod, baseline, direction);
  const mayOpen = [...ofPolicies.ofPolicies, ...ofPolicies.ofPeers];
  // A peer isolated only by unknown labels can be reached either way; comparing certain ports alone would miss it.
  const isOneComparisonEnough =
    ofBaseline.ofPolicies.length === 0 && (ofBaseline.ofPeers.length === 0 || mayOpen.length === 0);
  const pods = isOneComparisonEnough
    ? undefined
    : representativePods(component, [...mayOpen, ...ofBaseline.ofPolicies, ...ofBaseline.ofPeers]);
  if (pods === undefined)
    return [
      {
        all: exposures(policies, pod, direction, "possible"),
        baseline: exposures(baseline, pod, direction, "certain"),
      },
    ];
  return pods
    .filter((one) => policyFingerprint(policies, one, direction) !== policyFingerprint(baseline, one, direction))
    .map((one) => ({
      all: exposures(policies, one, direction, "certain"),
      baseline: exposures(baseline, one, direction, "certain"),
    }));
}

/**
 * A CIDR block is meant for endpoints outside the cluster: whether pods have addresses in it, and whether policies isolate
 * these, is not asked, except for Vald's own pods.
 */
function asBaseline(exposure: Exposure, components: readonly ComponentPods[]): Exposure {
  return isPlainBlock(exposure) ? { ...exposure, except: components.map(({ peerSet }) => peerSet) } : exposure;
}

function asCompared(exposure: Exposure, components: readonly ComponentPods[]): Exposure[] {
  if (isPlainBlock(exposure)) return [{ ...exposure, peers: { ...exposure.peers, pods: false }, except: [] }];
  return isAddressLimited(exposure.peers) && !isWithinOneComponent(exposure, components) ? [] : [exposure];
}

function isPlainBlock({ peers }: Exposure): boolean {
  return isAddressLimited(peers) && peers.pods === undefined;
}

function isWithinOneComponent({ peers }: Exposure, components: readonly ComponentPods[]): boolean {
  return components.some(({ peerSet }) => isSubset(peers, peerSet));
}
