import type { Direction } from "../model/effectivePolicy";
import type { ConnectionSpace, End } from "./connectionSpace";
import { type Node, NONE } from "./diagrams";
import type { PolicySets, RuleSets } from "./policySets";

/**
 * The connections among `possible` that policies allow to (`ingress`) or from (`egress`) a pod of Vald: both ends must allow
 * them. For example, if the only policy isolates the egress of pods `app=db` and has no rules, these are all connections except those
 * whose source is a pod `app=db`.
 */
export function allowedConnections(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  direction: Direction,
  possible: Node,
): Node {
  return space.diagrams.and(
    accessAt(space, policies, direction, "local", possible).allowed,
    accessAt(space, policies, oppositeOf(direction), "remote", possible).allowed,
  );
}

export function oppositeOf(direction: Direction): Direction {
  return direction === "ingress" ? "egress" : "ingress";
}

/** The connections that rules allow at their own end. `otherEnd` is the end of their peers. */
export function ruleConnections(space: ConnectionSpace, rules: readonly RuleSets[], otherEnd: End = "remote"): Node {
  const { diagrams } = space;
  return diagrams.union(
    rules.map(({ peers, ports }) =>
      diagrams.and(diagrams.union(peers.map((set) => space.peers(otherEnd, set))), space.ports(ports)),
    ),
  );
}

/**
 * The possible connections that one end allows, and those of which that end is a pod that policies isolate. Endpoints outside the
 * cluster allow everything.
 */
export function accessAt(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  direction: Direction,
  end: End,
  possible: Node,
): { allowed: Node; isolated: Node } {
  const { diagrams } = space;
  const otherEnd = end === "local" ? "remote" : "local";
  const isolated: Node[] = [];
  const allowed: Node[] = [];
  for (const policy of policies) {
    const rules = policy[direction];
    const selected = rules === undefined ? NONE : diagrams.and(possible, space.peers(end, policy.selected));
    if (rules === undefined || selected === NONE) continue;
    isolated.push(selected);
    allowed.push(diagrams.and(selected, ruleConnections(space, rules, otherEnd)));
  }
  const ofIsolated = diagrams.union(isolated);
  return { allowed: diagrams.union([diagrams.minus(possible, ofIsolated), ...allowed]), isolated: ofIsolated };
}
