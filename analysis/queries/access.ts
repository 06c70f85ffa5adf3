import { allowedConnections } from "../sets/allowedConnections";
import type { ComponentPods } from "../sets/componentPods";
import type { ConnectionSpace, End } from "../sets/connectionSpace";
import type { Node } from "../sets/diagrams";
import type { PolicySets, UnevaluatedSets } from "../sets/policySets";
import { undecidedConnections } from "../sets/undecidedConnections";
import { absent } from "../sets/valueSet";
import type { Direction } from "../model/effectivePolicy";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";

/** What a pod of a component that carries no other labels may connect to, or be reached from. */
export interface Access {
  /** All ends that can exist. */
  existing: Node;
  /** The ends that are connected whatever the unevaluated policies decide. */
  certain: Node;
  /** The ends that are connected, or that unevaluated policies may connect. */
  possible: Node;
  /** The unevaluated policies on which that depends. */
  unevaluated: UnevaluatedPolicy[];
}

/** Policies that apply at the same time. */
export interface PolicySide {
  sets: readonly PolicySets[];
  unevaluated: readonly UnevaluatedSets[];
}

/** The access that all sides allow. */
export function accessOf(
  space: ConnectionSpace,
  sides: readonly PolicySide[],
  component: ComponentPods,
  direction: Direction,
  possible: Node,
): Access {
  const { diagrams } = space;
  const existing = diagrams.and(possible, podsWithoutOtherLabels(space, component, "local"));
  const bySide = sides.map(({ sets, unevaluated }) => {
    const allowed = diagrams.and(existing, allowedConnections(space, sets, direction, existing));
    const undecided = undecidedConnections(space, sets, unevaluated, direction, existing);
    return {
      certain: diagrams.minus(allowed, undecided.connections),
      possible: diagrams.union([allowed, undecided.connections]),
      unevaluated: undecided.policies,
    };
  });
  // The pod's own labels are known, so conditions on them would only make each set larger.
  return {
    existing: space.forAnyLocalLabels(existing),
    certain: space.forAnyLocalLabels(diagrams.and(...bySide.map((side) => side.certain))),
    possible: space.forAnyLocalLabels(diagrams.and(...bySide.map((side) => side.possible))),
    unevaluated: bySide.flatMap((side) => side.unevaluated),
  };
}

export function podsWithoutOtherLabels(space: ConnectionSpace, { pod, peerSet }: ComponentPods, end: End): Node {
  const others = space.labelKeys().filter((key) => key.startsWith("pod/") && !Object.hasOwn(pod.labels, key.slice(4)));
  return space.diagrams.and(space.peers(end, peerSet), ...others.map((key) => space.label(end, key, absent)));
}
