import type { EffectivePolicy } from "../model/effectivePolicy";
import { allPorts } from "../model/portSet";
import type { PolicySubject, UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { BitSet } from "./bitSet";
import type { ClassConnection } from "./classConnections";
import type { Grants } from "./grants";
import type { PodIndex } from "./podIndex";

/** A policy that selects no pod, and that refers to the labels of an unevaluated policy's subjects. */
export function asPolicyOfNoPod({ subjects }: UnevaluatedPolicy): EffectivePolicy {
  const rule = { policy: "", index: 0, namespace: "", peers: subjects.map(peerOf), ports: allPorts, writtenPorts: [] };
  return { policy: "", namespace: "", podSelector: {}, ingress: [rule] };
}

function peerOf({ namespaceSelector = {}, podSelector = {} }: PolicySubject) {
  return { namespaceSelector, podSelector };
}

/** What unevaluated policies may change. */
export function unevaluatedGrants(
  policies: readonly UnevaluatedPolicy[],
  granted: Grants,
  index: PodIndex,
): {
  /** The policies that may apply to some of the pods. */
  policies: UnevaluatedPolicy[];
  /** The grants, and everything that the policies may allow. */
  withAllowed: Grants;
  /** The equivalence classes from or to which the policies may deny connections. */
  deniedSources: BitSet;
  deniedTargets: BitSet;
} {
  const all = policies
    .map((policy) => ({
      ...policy,
      pods: BitSet.union(policy.subjects.map((subject) => index.peer(peerOf(subject), "").set)),
    }))
    .filter(({ pods }) => !pods.isEmpty);
  // One grant for all policies, because each of them may allow everything.
  const allowed = (direction: "ingress" | "egress") =>
    BitSet.union(
      all.filter(({ mayAllow, directions }) => mayAllow && directions.includes(direction)).map(({ pods }) => pods),
    );
  const everything = { ports: allPorts, family: undefined };
  const withAllowed: Grants = {
    ...granted,
    ingress: [...granted.ingress, { sources: index.all, targets: allowed("ingress"), ...everything }],
    egress: [...granted.egress, { sources: allowed("egress"), targets: index.all, ...everything }],
  };
  const denied = (direction: "ingress" | "egress", isolated: BitSet) =>
    BitSet.union(
      all
        .filter(({ mayDeny, directions }) => mayDeny !== false && directions.includes(direction))
        .map(({ mayDeny, pods }) => (mayDeny === "not-isolated" ? pods.subtract(isolated) : pods)),
    );
  return {
    policies: all,
    withAllowed,
    deniedSources: denied("egress", index.all.subtract(granted.freeSources)),
    deniedTargets: denied("ingress", granted.isolatedTargets),
  };
}

/** The connections that may be allowed, each with whether that is certain. Both lists have the same classes and order. */
export function* withVerdicts(
  decided: Iterable<ClassConnection>,
  possible: Iterable<ClassConnection>,
  mayBeDenied: (from: number, to: number) => boolean,
): Generator<ClassConnection> {
  const iterator = decided[Symbol.iterator]();
  let next = iterator.next();
  for (const one of possible) {
    const isNext = next.done !== true && next.value.from === one.from && next.value.to === one.to;
    // Equal ports are the same list.
    const isSame = isNext && next.value.ports === one.ports;
    if (isNext) next = iterator.next();
    yield { ...one, verdict: isSame && !mayBeDenied(one.from, one.to) ? "allowed" : "unknown" };
  }
}
