/** The integers from `start` (inclusive) to `end` (exclusive). */
export interface Interval<N extends number | bigint> {
  readonly start: N;
  readonly end: N;
}

/** A set of integers: non-empty intervals in ascending order, with a gap between any two of them. */
export type Intervals<N extends number | bigint> = readonly Interval<N>[];

export function unionIntervals<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const result: Interval<N>[] = [];
  for (const next of [...a, ...b].sort((x, y) => (x.start < y.start ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || last.end < next.start) result.push(next);
    else if (last.end < next.end) result[result.length - 1] = { start: last.start, end: next.end };
  }
  return result;
}

export function intersectIntervals<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const result: Interval<N>[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    const start = x.start > y.start ? x.start : y.start;
    const end = x.end < y.end ? x.end : y.end;
    if (start < end) result.push({ start, end });
    if (x.end < y.end) i++;
    else j++;
  }
  return result;
}

/** The numbers in `a` that are not in `b`. */
export function subtractIntervals<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const result: Interval<N>[] = [];
  let j = 0;
  for (const { start, end } of a) {
    let from = start;
    for (let hole = b[j]; hole !== undefined && hole.start < end; hole = b[j]) {
      if (from < hole.start) result.push({ start: from, end: hole.start });
      if (from < hole.end) from = hole.end;
      // A hole that extends beyond this interval may also overlap the next interval.
      if (hole.end > end) break;
      j++;
    }
    if (from < end) result.push({ start: from, end });
  }
  return result;
}

/** Whether all numbers of `inner` are in `outer`. */
export function coversIntervals<N extends number | bigint>(outer: Intervals<N>, inner: Intervals<N>): boolean {
  return subtractIntervals(inner, outer).length === 0;
}
