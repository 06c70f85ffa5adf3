import { coversIntervals, type Intervals, subtractIntervals, unionIntervals } from "../model/intervals";
import { type PortRange, portRanges } from "../model/portRange";
import { everyNumber, protocols } from "../model/portSet";
import { uniqueByValue } from "../model/uniqueByValue";

/** Ports as text: `all ports`, `TCP 3001, 8081 and UDP 53-60`, `all SCTP ports`, `TCP grpc`, `all ports but UDP 53`. */
export function portsText(all: readonly PortRange[]): string {
  const ranges = dropRedundantNumbers(all);
  const rest = otherRanges(ranges);
  if (rest?.length === 0) return "all ports";
  const isShorter = rest !== undefined && rest.length < ranges.length && rest.every(hasNumbersOnly);
  return isShorter ? `all ports but ${rangesText(rest)}` : rangesText(ranges);
}

/** Whether the ranges cover all ports. */
export function areAllPorts(ranges: readonly PortRange[]): boolean {
  return otherRanges(dropRedundantNumbers(ranges))?.length === 0;
}

/**
 * Drops number conditions that have no effect. For example, if `grpc` is open for all numbers except 8081, and 8081 is open under
 * any name, then `grpc` is open for all numbers.
 */
function dropRedundantNumbers(ranges: readonly PortRange[]): PortRange[] {
  const widened = ranges.map((range) => {
    if (range.names === undefined) return range;
    const numbers = ranges
      .filter(
        ({ protocol, names }) => protocol === range.protocol && (names ?? range.names)?.join() === range.names?.join(),
      )
      .map(({ first, last }): Intervals<number> => [{ start: first, end: last + 1 }])
      .reduce(unionIntervals, []);
    return coversIntervals(numbers, everyNumber) ? { ...range, first: 1, last: 65535 } : range;
  });
  return uniqueByValue(widened);
}

/** All other ports. Undefined if a range has a name, because the number behind a name is unknown. */
function otherRanges(ranges: readonly PortRange[]): PortRange[] | undefined {
  if (ranges.some(({ names = [] }) => names.length > 0)) return undefined;
  const numbersOf = (protocol: string) =>
    ranges
      .filter((range) => range.protocol === protocol)
      .map(({ first, last }): Intervals<number> => [{ start: first, end: last + 1 }])
      .reduce(unionIntervals, []);
  return portRanges(
    protocols.map((protocol) => ({
      protocol,
      numbers: subtractIntervals(everyNumber, numbersOf(protocol)),
      names: [],
    })),
  );
}

function rangesText(ranges: readonly PortRange[]): string {
  return ranges
    .map((range, i) => {
      const before = ranges[i - 1];
      if (before === undefined) return rangeText(range);
      // Consecutive ranges of the same protocol share one protocol prefix.
      const isSame = before.protocol === range.protocol && hasNumbersOnly(before) && hasNumbersOnly(range);
      return isSame ? `, ${numbersText(range)}` : ` and ${rangeText(range)}`;
    })
    .join("");
}

function rangeText(range: PortRange): string {
  const { protocol, names = [] } = range;
  if (names.length > 0)
    return `${protocol} ${names.join("=")}${isEveryNumber(range) ? "" : ` if it is ${numbersText(range)}`}`;
  return isEveryNumber(range) ? `all ${protocol} ports` : `${protocol} ${numbersText(range)}`;
}

function numbersText({ first, last }: PortRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}

function hasNumbersOnly(range: PortRange): boolean {
  return (range.names ?? []).length === 0 && !isEveryNumber(range);
}

function isEveryNumber({ first, last }: PortRange): boolean {
  return first === 1 && last === 65535;
}
