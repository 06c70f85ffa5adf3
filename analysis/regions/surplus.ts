import type { ComponentParty } from "../components";
import type { Direction } from "../isolation";
import { portsBeyond, type PortSet } from "../portSet";
import { type Opening, portsNotCovered } from "./opening";
import { areDisjoint, isRange, isWithin } from "./region";

/** Parties that a component may meet and should not, or did not before. */
export interface Surplus {
  own: ComponentParty;
  direction: Direction;
  /** The parties and the ports that are beyond the measure. */
  opening: Opening;
  /** What the measure has on all of these ports. */
  covering: readonly Opening[];
  /** Whether it is open for all of the parties, and the measure has none of them. */
  isWhole: boolean;
}

/** What an opening has and the measured ones do not; undefined if nothing. `all` are the openings that it is one of. */
export function surplusOf(
  own: ComponentParty,
  direction: Direction,
  opening: Opening,
  sides: Readonly<Record<"all" | "measured" | "none", readonly Opening[]>>,
): Surplus | undefined {
  const { all, measured, none } = sides;
  const { parties, except } = opening;
  const ports = portsNotCovered(opening, [...measured, ...none]);
  if (ports.length === 0) return undefined;
  const covering = measured.filter((other) => ports.every((entry) => portsBeyond(entry, other.ports) === undefined));
  const found = { own, direction, opening: { parties, except, ports }, covering };

  const apart = covering.filter((other) => !except.some((hole) => isWithin(other.parties, hole)));
  const isMeasured = apart.some((other) => other.except.length === 0 && !areDisjoint(other.parties, parties));
  if (isMeasured) return { ...found, isWhole: false };
  if (except.length === 0) return { ...found, isWhole: true };
  const whole = { parties, except: [], ports };
  // The isolated pods among the parties have openings of their own; where these let all of them through too, none is left.
  const isWhole = !isRange(parties) && portsNotCovered(whole, [...all, ...none]).length === 0;
  return isWhole ? { ...found, opening: whole, covering: apart, isWhole } : { ...found, isWhole };
}

/** Without those whose parties are among those of another that is whole, on ports that it has too. */
export function folded(surpluses: readonly Surplus[]): Surplus[] {
  return surpluses.filter((one, i) =>
    surpluses.every((other, j) => one === other || !isAmong(one, other) || (isAmong(other, one) && i < j)),
  );
}

export function isAmong({ opening: { parties, ports } }: Surplus, other: Surplus): boolean {
  const { pods, ...wider } = other.opening.parties;
  // A range is told as its addresses, whoever has them.
  const region = pods === false ? { ...wider, pods: undefined } : other.opening.parties;
  return other.isWhole && isWithin(parties, region) && hasPorts(other, ports);
}

export function hasPorts({ opening }: Surplus, ports: PortSet): boolean {
  return ports.every((entry) => portsBeyond(entry, opening.ports) === undefined);
}
