import fc from "fast-check";

/** Any object of the args; what is in it may be wrong in every way. */
export type Tree = Record<string, unknown>;

/** Chance, all of it from fast-check's seed. */
export interface Draw {
  /** A whole number from `min` to `max`, both included, each as likely as the next. */
  integer: (min: number, max: number) => number;
  /** True in so many percent of the draws. */
  chance: (percent: number) => boolean;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** So many items, each made anew. */
  many: <T>(min: number, max: number, item: () => T) => T[];
}

/** As many values as `count`, each made by `make` from a source of its own; the same seed gives the same values. */
export function sample<T>(seed: number, count: number, make: (draw: Draw) => T): T[] {
  const one = fc.gen().map((value) => {
    // Without a bias: fast-check's towards the ends of a range would make the first choice of each list the usual one.
    const integer = (min: number, max: number): number => value(unbiased, min, max);
    return make({
      integer,
      chance: (percent) => integer(1, 100) <= percent,
      // Cast: the index is one of the list, and undefined itself may be an item.
      pick: <T>(items: readonly [T, ...T[]]) => items[integer(0, items.length - 1)] as T,
      many: (min, max, item) => Array.from({ length: integer(min, max) }, item),
    });
  });
  return fc.sample(one, { seed, numRuns: count });
}

function unbiased(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}
