import type { Direction } from "../model/effectivePolicy";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { accessAt, oppositeOf } from "./allowedConnections";
import type { ConnectionSpace, End } from "./connectionSpace";
import { type Node, NONE } from "./diagrams";
import type { PolicySets, UnevaluatedSets } from "./policySets";

/** Connections for which the verdict of the evaluated policies may be wrong, and the policies on which that depends. */
export interface UndecidedConnections {
  connections: Node;
  policies: UnevaluatedPolicy[];
}

/**
 * The connections among `possible`, to (`ingress`) or from (`egress`) a pod of Vald, that policies allow and unevaluated policies
 * may deny, or the other way around. For example, an unevaluated policy that may only deny does not matter for a pod to which
 * the evaluated policies allow nothing.
 */
export function undecidedConnections(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  unevaluated: readonly UnevaluatedSets[],
  direction: Direction,
  possible: Node,
): UndecidedConnections {
  if (unevaluated.length === 0) return { connections: NONE, policies: [] };
  const { diagrams } = space;
  const ends = (
    [
      ["local", direction],
      ["remote", oppositeOf(direction)],
    ] as const
  ).map(([end, ofEnd]) => {
    const access = accessAt(space, policies, ofEnd, end, possible);
    const changes = unevaluated
      .filter(({ policy }) => policy.directions.includes(ofEnd))
      .map((one) => ({ policy: one.policy, ...changesAt(space, one, end, access) }));
    return { ...access, changes };
  });
  const mayBeAllowed = ends.map(({ allowed, changes }) =>
    diagrams.union([allowed, ...changes.map((one) => one.allowing)]),
  );
  const areAllowed = ends.map(({ allowed, changes }) =>
    diagrams.minus(allowed, diagrams.union(changes.map((one) => one.denying))),
  );
  const connections = diagrams.minus(diagrams.and(...mayBeAllowed), diagrams.and(...areAllowed));
  const concerned = ends
    .flatMap(({ changes }) => changes)
    .filter(({ allowing, denying }) => ![allowing, denying].every((one) => diagrams.areDisjoint(one, connections)))
    .map(({ policy }) => policy);
  return { connections, policies: [...new Set(concerned)] };
}

/** The connections that one end denies and the policy may allow, and the other way around. */
function changesAt(
  space: ConnectionSpace,
  { policy: { mayAllow, mayDeny }, subjects }: UnevaluatedSets,
  end: End,
  { allowed, isolated }: { allowed: Node; isolated: Node },
): { allowing: Node; denying: Node } {
  const { diagrams } = space;
  const selected = diagrams.union(subjects.map((set) => space.peers(end, set)));
  const deniable = mayDeny === "not-isolated" ? diagrams.minus(allowed, isolated) : allowed;
  return {
    allowing: mayAllow ? diagrams.minus(diagrams.and(selected, isolated), allowed) : NONE,
    denying: mayDeny === false ? NONE : diagrams.and(selected, deniable),
  };
}
