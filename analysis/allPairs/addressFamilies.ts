import { startOfIPv6 } from "../model/addresses";
import { BitSet } from "./bitSet";
import { type EquivalenceClass, segmentOf } from "./equivalenceClasses";
import type { Family, Grant } from "./grants";

/** A group of sources to which the same grants apply, such as the sources that connect over IPv4. */
interface FamilyPass {
  sources: BitSet;
  /** Whether a grant applies to these connections. */
  applies: (grant: Grant) => boolean;
}

/**
 * A connection uses one address family, so an ipBlock at either end applies only to connections of the block's family. If no pod
 * has addresses of both families, one pass is enough.
 */
export class AddressFamilies {
  private readonly ofClass: readonly (readonly Family[])[];
  private readonly having: Readonly<Record<Family, BitSet>>;
  private readonly isNeeded: boolean;

  constructor(
    classes: readonly EquivalenceClass[],
    addressBounds: readonly bigint[],
    private readonly everyone: BitSet,
  ) {
    const firstOfIPv6 = segmentOf(startOfIPv6, addressBounds);
    this.ofClass = classes.map(({ addressSegments }) => familiesOf(addressSegments, firstOfIPv6));
    const indexes = (family: Family) => [...classes.keys()].filter((c) => this.ofClass[c]!.includes(family));
    this.having = { 4: BitSet.of(indexes(4)), 6: BitSet.of(indexes(6)) };
    this.isNeeded = classes.some(({ addressSegments }, c) => addressSegments.length > 0 && this.ofClass[c]!.length > 1);
  }

  /** The passes for one target. Targets with equal signatures have equal passes. */
  passesTo(target: number): { signature: number; passes: FamilyPass[] } {
    if (!this.isNeeded) return { signature: 0, passes: [{ sources: this.everyone, applies: () => true }] };
    const families = this.ofClass[target]!;
    const common = families.map((family) => ({
      sources: this.having[family],
      applies: (grant: Grant) => grant.family === undefined || grant.family === family,
    }));
    // Pods without a common family can never connect, but the policies are evaluated as if they could.
    const others = families.reduce((rest, family) => rest.subtract(this.having[family]), this.everyone);
    return {
      signature: families.reduce((sum, family) => sum + family, 0),
      passes: [...common, { sources: others, applies: () => true }],
    };
  }
}

/** A pod with unknown addresses may use either family, because no ipBlock matches the pod. */
function familiesOf(addressSegments: readonly number[], firstOfIPv6: number): readonly Family[] {
  if (addressSegments.length === 0) return [4, 6];
  const isIPv6 = (segment: number) => segment >= firstOfIPv6;
  return [
    ...(addressSegments.every(isIPv6) ? [] : [4 as const]),
    ...(addressSegments.some(isIPv6) ? [6 as const] : []),
  ];
}
