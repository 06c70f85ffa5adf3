/** Numbers from `start` up to, not including, `end`. */
export interface Interval<N extends number | bigint> {
  readonly start: N;
  readonly end: N;
}

/** A set of whole numbers: its intervals in rising order, none empty, none touching the next. */
export type Intervals<N extends number | bigint> = readonly Interval<N>[];

export function union<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  const result: Interval<N>[] = [];
  for (const next of [...a, ...b].sort((x, y) => (x.start < y.start ? -1 : x.start > y.start ? 1 : 0))) {
    const last = result.at(-1);
    if (last === undefined || last.end < next.start) result.push(next);
    else if (last.end < next.end) result[result.length - 1] = { start: last.start, end: next.end };
  }
  return result;
}

export function intersection<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
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

/** What is in `a` and not in `b`. */
export function difference<N extends number | bigint>(a: Intervals<N>, b: Intervals<N>): Intervals<N> {
  return b.reduce<Intervals<N>>(
    (rest, hole) =>
      rest.flatMap(({ start, end }) =>
        [
          { start, end: end < hole.start ? end : hole.start },
          { start: start > hole.end ? start : hole.end, end },
        ].filter((piece) => piece.start < piece.end),
      ),
    a,
  );
}

/** Whether the one set has all numbers of the other. */
export function covers<N extends number | bigint>(outer: Intervals<N>, inner: Intervals<N>): boolean {
  return difference(inner, outer).length === 0;
}
