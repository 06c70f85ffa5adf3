import { covers } from "../intervals";
import { joined, type Ports, portsBeyond, type PortSet } from "../portSet";
import { areDisjoint, isWithin, overlap, type Region, without } from "./region";

/** Parties, without those in `except`, and the ports that are open to all of them. */
export interface Opening {
  readonly parties: Region;
  readonly except: readonly Region[];
  readonly ports: PortSet;
}

/** The ports of an opening on which there can be a party that none of the others lets through; empty when they cover it. */
export function portsNotCovered(opening: Opening, others: readonly Opening[]): PortSet {
  const left = portsNotCoveredByOne(opening, others);
  if (left.length === 0) return left;
  const relevant = others.filter(({ parties }) => !areDisjoint(opening.parties, parties));
  const decided = new Map<string, boolean>();
  return joined(
    left
      .flatMap((ports) => segments(ports, relevant))
      .filter((segment) => {
        const covering = relevant.filter((other) => other.ports.some((more) => holds(more, segment)));
        const key = covering.map((other) => relevant.indexOf(other)).join();
        const isOpen = decided.get(key) ?? canEscape(opening, covering);
        decided.set(key, isOpen);
        return isOpen;
      }),
  );
}

/** The same at a glance: what several others cover only together may be among it. */
export function portsNotCoveredByOne(opening: Opening, others: readonly Opening[]): PortSet {
  const covering = others.filter((other) => hasAllParties(other, opening)).flatMap(({ ports }) => ports);
  return opening.ports.flatMap((ports) => portsBeyond(ports, covering) ?? []);
}

/** Whether an opening alone has all parties of another, by a look at each condition; it may have them and not show it. */
function hasAllParties({ parties, except }: Opening, other: Opening): boolean {
  return (
    isWithin(other.parties, parties) &&
    except.every(
      (hole) => areDisjoint(hole, other.parties) || other.except.some((otherHole) => isWithin(hole, otherHole)),
    )
  );
}

/** Cut so that no part lies half inside the ports of another opening. */
function segments(ports: Ports, others: readonly Opening[]): Ports[] {
  const edges = new Set(
    others.flatMap((other) => other.ports.flatMap(({ numbers }) => numbers.flatMap(({ start, end }) => [start, end]))),
  );
  return ports.numbers.flatMap(({ start, end }) => {
    const cuts = [start, ...[...edges].filter((edge) => start < edge && edge < end).sort((a, b) => a - b), end];
    return cuts.slice(1).map((cut, i) => ({ ...ports, numbers: [{ start: cuts[i] ?? start, end: cut }] }));
  });
}

function holds(other: Ports, segment: Ports): boolean {
  return (
    other.protocol === segment.protocol &&
    other.names.every((name) => segment.names.includes(name)) &&
    covers(other.numbers, segment.numbers)
  );
}

/** Whether there can be a party that the opening has and none of the others: ports left aside. */
function canEscape({ parties, except }: Opening, others: readonly Opening[]): boolean {
  return canMeet(parties, [
    ...except.map((hole) => ({ outside: hole, orInside: [] })),
    ...others.map((other) => ({ outside: other.parties, orInside: other.except })),
  ]);
}

/** That a party is outside a region, or else inside one of some others. */
interface Condition {
  outside: Region;
  orInside: readonly Region[];
}

/**
 * Whether a region has a party that meets all conditions. It tries the condition first that leaves the fewest ways to meet
 * it, and so finds early that there is none.
 */
function canMeet(region: Region, conditions: readonly Condition[]): boolean {
  const open: { condition: Condition; ways: readonly Region[] }[] = [];
  for (const condition of conditions) {
    if (areDisjoint(region, condition.outside)) continue;
    const ways = [
      ...without(region, condition.outside),
      ...condition.orInside.flatMap((inside) => overlap(region, inside) ?? []),
    ];
    if (ways.length === 0) return false;
    open.push({ condition, ways });
  }
  const [first, ...rest] = open.sort((a, b) => a.ways.length - b.ways.length);
  if (first === undefined) return true;
  return first.ways.some((way) =>
    canMeet(
      way,
      rest.map(({ condition }) => condition),
    ),
  );
}
