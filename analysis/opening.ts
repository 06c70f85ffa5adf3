import { intersectionOf, type Ports, portsBeyond, type PortSet } from "./portSet";
import { overlap, type Region, without } from "./region";

/** Parties, without those in `except`, and the ports that are open to all of them. */
export interface Opening {
  readonly parties: Region;
  readonly except: readonly Region[];
  readonly ports: PortSet;
}

/** A part of an opening in which nothing is excepted. */
export interface Piece {
  readonly parties: Region;
  readonly ports: Ports;
}

/** What an opening lets through that none of the others does; empty when they cover it. */
export function beyond(opening: Opening, others: readonly Opening[]): readonly Piece[] {
  const own = opening.except.reduce<readonly Region[]>(
    (regions, hole) => regions.flatMap((region) => without(region, hole)),
    [opening.parties],
  );
  const pieces = own.flatMap((parties) => opening.ports.map((ports): Piece => ({ parties, ports })));
  return others.reduce<readonly Piece[]>(
    (rest, other) =>
      other.ports.reduce((left, ports) => left.flatMap((piece) => pieceBeyond(piece, other, ports)), rest),
    pieces,
  );
}

function pieceBeyond(piece: Piece, { parties, except }: Opening, ports: Ports): readonly Piece[] {
  const bothParties = overlap(piece.parties, parties);
  const bothPorts = intersectionOf(piece.ports, ports);
  if (bothParties === undefined || bothPorts === undefined) return [piece];
  const outside = without(piece.parties, parties).map((rest) => ({ ...piece, parties: rest }));
  const otherPorts = portsBeyond(piece.ports, [ports]);
  const excepted = except.flatMap((hole) => overlap(bothParties, hole) ?? []);
  return [
    ...outside,
    ...(otherPorts === undefined ? [] : [{ parties: bothParties, ports: otherPorts }]),
    ...excepted.map((hole) => ({ parties: hole, ports: bothPorts })),
  ];
}
