import { admits, isolates, isSamePod } from "./admits";
import type { Direction, Isolation, Rule } from "./isolation";
import type { Match } from "./match";
import type { Party } from "./party";
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
  /** The rules of theirs that let something through. */
  readonly rules: readonly Rule[];
  readonly missing: readonly string[];
}

/** What policies let through from one party to another: on both ends, and by the two together. */
export function connection(
  isolating: readonly Isolation[],
  from: Party,
  to: Party,
): Open & { egress: Side; ingress: Side } {
  const egress = sideOf(isolating, "egress", from, to, to);
  const ingress = sideOf(isolating, "ingress", to, from, to);
  return {
    egress,
    ingress,
    certain: commonPorts(egress.certain, ingress.certain),
    possible: commonPorts(egress.possible, ingress.possible),
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
    rules: open,
    missing: [...inForce.map(({ selected }) => selected), ...open.map(({ admitted }) => admitted)].flatMap(missingIn),
    certain:
      inForce.length === 0 ? allPorts : portsWhere(({ selected, admitted }) => selected === true && admitted === true),
    possible: isIsolated ? portsWhere(() => true) : allPorts,
  };
}

function missingIn(match: Match): readonly string[] {
  return typeof match === "boolean" ? [] : match.missing;
}
