import fc from "fast-check";

/** A source of random values, all of which derive from fast-check's seed. */
export interface Random {
  /** A whole number from `min` to `max`, both included. All are equally likely. */
  integer: (min: number, max: number) => number;
  /** True in this percentage of calls. */
  chance: (percent: number) => boolean;
  /** One of the items. The list must not be empty. */
  pick: <T>(items: readonly T[]) => T;
  /** A list of `min` to `max` items. */
  list: <T>(min: number, max: number, item: () => T) => T[];
  value: <T>(arbitrary: fc.Arbitrary<T>) => T;
}

/** Makes `count` values. The same seed gives the same values. */
export function sample<T>(seed: number, count: number, make: (random: Random) => T): T[] {
  const arbitrary = fc.gen().map((generate) => {
    // fast-check's bias toward the ends of a range would prefer the first item of every list.
    const integer = (min: number, max: number): number => generate(unbiasedInteger, min, max);
    return make({
      integer,
      chance: (percent) => integer(1, 100) <= percent,
      // The cast tells the compiler that the index is in the list.
      pick: <T>(items: readonly T[]) => items[integer(0, items.length - 1)] as T,
      list: (min, max, item) => Array.from({ length: integer(min, max) }, item),
      value: (wanted) => generate(() => wanted),
    });
  });
  return fc.sample(arbitrary, { seed, numRuns: count });
}

function unbiasedInteger(min: number, max: number): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min, max }));
}
