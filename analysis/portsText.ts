import { covers, difference, type Intervals, union } from "./intervals";
import { type PortRange, portRanges } from "./portRange";
import { everyNumber, protocols } from "./portSet";

/** Ports in words: `all ports`, `TCP 3001, 8081 and UDP 53-60`, `all SCTP ports`, `TCP grpc`, `all ports but UDP 53`. */
export function portsText(all: readonly PortRange[]): string {
  const ranges = withoutConditions(all);
  const rest = others(ranges);
  if (rest?.length === 0) return "all ports";
  const isShorter = rest !== undefined && rest.length < ranges.length && rest.every(isPlain);
  return isShorter ? `all ports but ${rangesText(rest)}` : rangesText(ranges);
}

/** A name stands for itself where its other numbers are open without it: `8081` and `grpc if it is not 8081` is both of them. */
function withoutConditions(ranges: readonly PortRange[]): PortRange[] {
  const widened = ranges.map((range) => {
    if (range.names === undefined) return range;
    const numbers = ranges
      .filter(
        ({ protocol, names }) => protocol === range.protocol && (names ?? range.names)?.join() === range.names?.join(),
      )
      .map(({ first, last }): Intervals<number> => [{ start: first, end: last + 1 }])
      .reduce(union, []);
    return covers(numbers, everyNumber) ? { ...range, first: 1, last: 65535 } : range;
  });
  return [...new Map(widened.map((range) => [JSON.stringify(range), range])).values()];
}

/** All ports that are not among them; undefined where a name says which are, because nobody knows the others. */
function others(ranges: readonly PortRange[]): PortRange[] | undefined {
  if (ranges.some(({ names = [] }) => names.length > 0)) return undefined;
  const numbersOf = (protocol: string) =>
    ranges.filter((range) => range.protocol === protocol).map(({ first, last }) => ({ start: first, end: last + 1 }));
  return portRanges(
    protocols.map((protocol) => ({ protocol, numbers: difference(everyNumber, numbersOf(protocol)), names: [] })),
  );
}

function rangesText(ranges: readonly PortRange[]): string {
  return ranges
    .map((range, i) => {
      const before = ranges[i - 1];
      if (before === undefined) return rangeText(range);
      // The protocol is said once for numbers in a row.
      const isSame = before.protocol === range.protocol && isPlain(before) && isPlain(range);
      return isSame ? `, ${numbersText(range)}` : ` and ${rangeText(range)}`;
    })
    .join("");
}

function rangeText(range: PortRange): string {
  const { protocol, names = [] } = range;
  if (names.length > 0) return `${protocol} ${names.join("=")}${isAny(range) ? "" : ` if it is ${numbersText(range)}`}`;
  return isAny(range) ? `all ${protocol} ports` : `${protocol} ${numbersText(range)}`;
}

function numbersText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

/** Whether it is said by its numbers alone. */
function isPlain(range: PortRange): boolean {
  return (range.names ?? []).length === 0 && !isAny(range);
}

function isAny({ first, last }: PortRange): boolean {
  return first === 1 && last === 65535;
}
