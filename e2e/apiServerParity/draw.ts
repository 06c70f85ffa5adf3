import fc from "fast-check";

/** An object in the args. Its contents may be invalid in any way. */
export type Tree = Record<string, unknown>;

/** A source of random values, all of which derive from fast-check's seed. */
export interface Draw {
  /** A whole number from `min` to `max`, both included. All are equally likely. */
  integer: (min: number, max: number) => number;
  /** True in this percentage of calls. */
  chance: (percent: number) => boolean;
  pick: <T>(items: readonly [T, ...T[]]) => T;
  /** A list of `min` to `max` new items. */
  many: <T>(min: number, max: number, item: () => T) => T[];
}

/** Makes `count` values. The same seed gives the same values. */
export function sample<T>(seed: number, count: number, make: (draw: Draw) => T): T[] {
  const one = fc.gen().map((value) => {
    // fast-check's bias toward the ends of a range would prefer the first item of every list.
    const integer = (min: number, max: number): number => value(unbiased, min, max);
    return make({
      integer,
      chance: (percent) => integer(1, 100) <= percent,
      // Cast: the index is in the list, but an item may itself be undefined.
      pick: <T>(items: readonly [T, ...T[]]) => items[integer(0, items.length - 1)] as T,
      many: (min, max, item) => Array.from({ length: integer(min, max) }, item),
    });
  });
  return fc.sample(one, { seed, numRuns: count });
}

function unbiased(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}
