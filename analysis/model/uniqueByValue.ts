/** Each value once, where equal JSON means that two values are equal. */
export function uniqueByValue<T>(all: readonly T[]): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}
