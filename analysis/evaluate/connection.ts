import type { Direction, EffectivePolicy, Rule } from "../model/effectivePolicy";
import { isSamePod, ruleMatchesPeer, selectsPod } from "../model/matching";
import { inFamily, mayHaveFamily, type Peer, podReference } from "../model/peer";
import { allPorts, intersectPorts, normalizePorts, resolveNamedPorts } from "../model/portSet";
import { unknownIn, type UnknownFact } from "../model/tristate";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import type { PortAnswer } from "./portAnswer";
import { withUnevaluated } from "./unevaluated";

/** The answer for one end. */
export interface Side extends PortAnswer {
  /** The policies that isolate or may isolate the pod in this direction. If there are none, everything is allowed. */
  readonly policies: readonly string[];
  /** The rules in these policies that allow or may allow the remote end. */
  readonly rules: readonly (Rule & { readonly isCertain: boolean })[];
  readonly unknownFacts: readonly UnknownFact[];
}

/** All policies, including those that are not evaluated. */
export interface PolicyInput {
  readonly effectivePolicies: readonly EffectivePolicy[];
  readonly unevaluatedPolicies?: readonly UnevaluatedPolicy[];
}

/** The answer for each end, and for both ends together. */
export interface Decision extends PortAnswer {
  readonly egress: Side;
  readonly ingress: Side;
}

/**
 * The ports that policies allow from one peer to another: at each end, and at both ends together. A connection uses one address
 * family, so a port between two dual-stack pods is open if it is open in at least one family. If it is not known which families a
 * pod has, a port is certainly open only if it is open in each family that the pods may have.
 */
export function connection(policies: PolicyInput, from: Peer, to: Peer): Decision {
  const families = ([4, 6] as const).filter((family) => mayHaveFamily(from, family) && mayHaveFamily(to, family));
  const [first, second] = families.map((family) => decide(policies, inFamily(from, family), inFamily(to, family)));
  // Peers without a common family cannot connect, but the policies are still evaluated for their labels.
  if (first === undefined) return decide(policies, from, to);
  if (second === undefined) return first;
  const unknownFacts = [from, to].flatMap((peer): UnknownFact[] =>
    "address" in peer || peer.ips !== undefined ? [] : [{ code: "pod-addresses", pod: podReference(peer) }],
  );
  return {
    egress: eitherSide(first.egress, second.egress, unknownFacts),
    ingress: eitherSide(first.ingress, second.ingress, unknownFacts),
    ...eitherAnswer(first, second, unknownFacts),
  };
}

function decide(policies: PolicyInput, from: Peer, to: Peer): Decision {
  const egress = sideOf(policies, "egress", from, to, to);
  const ingress = sideOf(policies, "ingress", to, from, to);
  return {
    egress,
    ingress,
    certain: intersectPorts(egress.certain, ingress.certain),
    possible: intersectPorts(egress.possible, ingress.possible),
  };
}

/** The answer for a connection that uses one of two families. With unknown facts, it is not known which. */
function eitherAnswer(a: PortAnswer, b: PortAnswer, unknownFacts: readonly UnknownFact[]): PortAnswer {
  return {
    certain:
      unknownFacts.length === 0 ? normalizePorts([...a.certain, ...b.certain]) : intersectPorts(a.certain, b.certain),
    possible: normalizePorts([...a.possible, ...b.possible]),
  };
}

function eitherSide(a: Side, b: Side, unknownFacts: readonly UnknownFact[]): Side {
  // If both families give the same answer, it does not matter which of them the pods have.
  const isSame = JSON.stringify(a.certain) === JSON.stringify(b.certain);
  const isNew = (rule: Rule) => !a.rules.some(({ policy, index }) => policy === rule.policy && index === rule.index);
  return {
    policies: a.policies,
    rules: [...a.rules, ...b.rules.filter(isNew)],
    unknownFacts: [...a.unknownFacts, ...b.unknownFacts, ...(isSame ? [] : unknownFacts)],
    ...eitherAnswer(a, b, unknownFacts),
  };
}

/** The answer for the local end. Port names always refer to the ports of `target`, which may be either end. */
function sideOf(
  { effectivePolicies, unevaluatedPolicies = [] }: PolicyInput,
  direction: Direction,
  local: Peer,
  remote: Peer,
  target: Peer,
): Side {
  const nothing = { policies: [], rules: [], unknownFacts: [] };
  if ("address" in local || local.hostNetwork === true || isSamePod(local, remote))
    return { ...nothing, certain: allPorts, possible: allPorts };
  const relevant = effectivePolicies
    .map((policy) => ({ policy: policy.policy, rules: policy[direction], selected: selectsPod(policy, local) }))
    .filter(({ rules, selected }) => rules !== undefined && selected !== false);
  const rules = relevant.flatMap(({ rules = [], selected }) =>
    rules.map((rule) => ({
      ...rule,
      ports: resolveNamedPorts(rule.ports, target),
      selected,
      matches: ruleMatchesPeer(rule, remote),
    })),
  );
  const allowing = rules.filter(({ matches, ports }) => matches !== false && ports.length > 0);
  const portsWhere = (condition: (rule: (typeof allowing)[number]) => boolean) =>
    normalizePorts(allowing.filter(condition).flatMap(({ ports }) => ports));
  const isIsolated = relevant.some(({ selected }) => selected === true);
  const answer = {
    certain:
      relevant.length === 0 ? allPorts : portsWhere(({ selected, matches }) => selected === true && matches === true),
    possible: isIsolated ? portsWhere(() => true) : allPorts,
  };
  const { unknownFacts, ...ports } = withUnevaluated(unevaluatedPolicies, direction, local, isIsolated, answer);
  return {
    policies: relevant.map(({ policy }) => policy),
    rules: allowing.map((rule) => ({ ...rule, isCertain: rule.selected === true && rule.matches === true })),
    unknownFacts: [
      ...(unknownIn([...relevant.map(({ selected }) => selected), ...allowing.map(({ matches }) => matches)])
        ?.unknownFacts ?? []),
      ...unknownFacts,
    ],
    ...ports,
  };
}
