import { type AddressRange, parseAddressOrCidr } from "../../kubernetes/cidr";
import type { IPBlock } from "../../kubernetes/networkPolicy";
import { type Intervals, subtractIntervals, unionIntervals } from "./intervals";

/** Both address families share one number line: IPv6 starts right after the last IPv4 address. */
export const startOfIPv6 = 1n << 32n;

/** Every address of both families. */
export const allAddresses: Intervals<bigint> = [{ start: 0n, end: startOfIPv6 + (1n << 128n) }];

/** Parses an address or a CIDR block into numbers on that line. Throws if the text is neither. */
export function parseAddresses(text: string): Intervals<bigint> {
  const range = parseAddressOrCidr(text);
  if (range === undefined) throw new Error(`"${text}" is neither an address nor a CIDR block`);
  return [interval(range)];
}

/** The addresses of an ipBlock, without its exceptions. */
export function blockAddresses({ cidr, except = [] }: IPBlock): Intervals<bigint> {
  const exceptions = unionIntervals(except.flatMap(parseAddresses), []);
  return subtractIntervals(parseAddresses(cidr), exceptions);
}

function interval({ family, first, last }: AddressRange): { start: bigint; end: bigint } {
  const offset = family === 4 ? 0n : startOfIPv6;
  return { start: offset + first, end: offset + last + 1n };
}
