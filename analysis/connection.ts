import { admits, isolates, isSamePod } from "./admits";
import type { Direction, Isolation, Rule } from "./isolation";
import { missingIn } from "./match";
import { has, inFamily, type Party } from "./party";
import { allPorts, commonPorts, joined, type PortSet, resolved } from "./portSet";

/** What lies between "certainly open" and "possibly open" depends on what is missing. */
export interface Open {
  readonly certain: PortSet;
  readonly possible: PortSet;
}

/** What one end lets through. */
export interface Side extends Open {
  /** The policies that isolate the pod in this direction; without one, it may do anything. */
  readonly policies: readonly string[];
  /** The rules of theirs that let something through, or may do so. */
  readonly rules: readonly (Rule & { readonly isCertain: boolean })[];
  readonly missing: readonly string[];
}

/**
 * What policies let through from one party to another: on both ends, and by the two together. A connection is of one address
 * family, so where pods have addresses of both, it is open when it is open in one of them.
 */
export function connection(isolating: readonly Isolation[], from: Party, to: Party): Decision {
  const families = ([4, 6] as const).filter((family) => has(from, family) && has(to, family));
  const [first, ...others] = families.map((family) =>
    decision(isolating, inFamily(from, family), inFamily(to, family)),
  );
  // With no family in common there is no connection to judge, but what the policies say of the labels still is.
  return first === undefined ? decision(isolating, from, to) : others.reduce(either, first);
}

/** What both ends say, and what is open by the two together. */
export interface Decision extends Open {
  readonly egress: Side;
  readonly ingress: Side;
}

function decision(isolating: readonly Isolation[], from: Party, to: Party): Decision {
  const egress = sideOf(isolating, "egress", from, to, to);
  const ingress = sideOf(isolating, "ingress", to, from, to);
  return {
    egress,
    ingress,
    certain: commonPorts(egress.certain, ingress.certain),
    possible: commonPorts(egress.possible, ingress.possible),
  };
}

function either(a: Decision, b: Decision): Decision {
  return {
    egress: eitherSide(a.egress, b.egress),
    ingress: eitherSide(a.ingress, b.ingress),
    certain: joined([...a.certain, ...b.certain]),
    possible: joined([...a.possible, ...b.possible]),
  };
}

function eitherSide(a: Side, b: Side): Side {
  const isNew = (rule: Rule) => !a.rules.some(({ policy, index }) => policy === rule.policy && index === rule.index);
  return {
    policies: a.policies,
    rules: [...a.rules, ...b.rules.filter(isNew)],
    missing: [...a.missing, ...b.missing],
    certain: joined([...a.certain, ...b.certain]),
    possible: joined([...a.possible, ...b.possible]),
  };
}

/** What one end lets through; `target` is the party whose ports the rules speak of. */
function sideOf(isolating: readonly Isolation[], direction: Direction, own: Party, other: Party, target: Party): Side {
  const nothing = { policies: [], rules: [], missing: [] };
  if ("address" in own || isSamePod(own, other)) return { ...nothing, certain: allPorts, possible: allPorts };
  const inForce = isolating
    .map((isolation) => ({ policy: isolation.policy, rules: isolation[direction], selected: isolates(isolation, own) }))
    .filter(({ rules, selected }) => rules !== undefined && selected !== false);
  const rules = inForce.flatMap(({ rules = [], selected }) =>
    rules.map((rule) => ({ ...rule, ports: resolved(rule.ports, target), selected, admitted: admits(rule, other) })),
  );
  const open = rules.filter(({ admitted, ports }) => admitted !== false && ports.length > 0);
  const portsWhere = (match: (rule: (typeof open)[number]) => boolean) =>
    joined(open.filter(match).flatMap(({ ports }) => ports));
  const isIsolated = inForce.some(({ selected }) => selected === true);
  return {
    policies: inForce.map(({ policy }) => policy),
    rules: open.map((rule) => ({ ...rule, isCertain: rule.selected === true && rule.admitted === true })),
    missing:
      missingIn([...inForce.map(({ selected }) => selected), ...open.map(({ admitted }) => admitted)])?.missing ?? [],
    certain:
      inForce.length === 0 ? allPorts : portsWhere(({ selected, admitted }) => selected === true && admitted === true),
    possible: isIsolated ? portsWhere(() => true) : allPorts,
  };
}
