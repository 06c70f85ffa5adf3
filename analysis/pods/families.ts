import { startOfIPv6 } from "../addresses";
import { BitSet } from "./bitSet";
import { cellOf, type PodKind } from "./podKinds";
import type { Family, Term } from "./terms";

interface FamilyPass {
  /** The sources that it is about. */
  among: BitSet;
  /** Whether a term says something of their connections. */
  isLooked: (term: Term) => boolean;
}

/**
 * A connection is of one address family, so an ipBlock of either end counts only for connections of its own. This matters
 * only where pods have addresses of both; where none has, one pass does.
 */
export class Families {
  private readonly ofKind: readonly (readonly Family[])[];
  private readonly having: Readonly<Record<Family, BitSet>>;
  private readonly isNeeded: boolean;

  constructor(
    kinds: readonly PodKind[],
    addressBounds: readonly bigint[],
    private readonly everyone: BitSet,
  ) {
    const firstOfIPv6 = cellOf(startOfIPv6, addressBounds);
    this.ofKind = kinds.map(({ addressCells }) => familiesOf(addressCells, firstOfIPv6));
    const places = (family: Family) => [...kinds.keys()].filter((k) => this.ofKind[k]!.includes(family));
    this.having = { 4: BitSet.of(places(4)), 6: BitSet.of(places(6)) };
    this.isNeeded = kinds.some(({ addressCells }, k) => addressCells.length > 0 && this.ofKind[k]!.length > 1);
  }

  /** What to look at for one target; targets of the same situation have the same passes. */
  endsAt(target: number): { situation: number; passes: FamilyPass[] } {
    if (!this.isNeeded) return { situation: 0, passes: [{ among: this.everyone, isLooked: () => true }] };
    const families = this.ofKind[target]!;
    const inCommon = families.map((family) => ({
      among: this.having[family],
      isLooked: (term: Term) => term.family === undefined || term.family === family,
    }));
    // Pods without a family in common never meet; what the policies say of them is told as if they did.
    const strangers = families.reduce((rest, family) => rest.without(this.having[family]), this.everyone);
    return {
      situation: families.reduce((sum, family) => sum + family, 0),
      passes: [...inCommon, { among: strangers, isLooked: () => true }],
    };
  }
}

/** Of a pod without known addresses both: no ipBlock holds it. */
function familiesOf(addressCells: readonly number[], firstOfIPv6: number): readonly Family[] {
  if (addressCells.length === 0) return [4, 6];
  const isIPv6 = (cell: number) => cell >= firstOfIPv6;
  return [...(addressCells.every(isIPv6) ? [] : [4 as const]), ...(addressCells.some(isIPv6) ? [6 as const] : [])];
}
