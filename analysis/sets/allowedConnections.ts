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
  const opposite = direction === "ingress" ? "egress" : "ingress";
  const local = allowedAtEnd(space, policies, direction, "local", possible);
  return space.diagrams.and(local, allowedAtEnd(space, policies, opposite, "remote", possible));
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

/** The possible connections that one end allows. Endpoints outside the cluster allow everything. */
function allowedAtEnd(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  direction: Direction,
  end: End,
  possible: Node,
): Node {
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
  return diagrams.union([diagrams.minus(possible, diagrams.union(isolated)), ...allowed]);
}
