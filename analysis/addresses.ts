import { type AddressRange, parseAddress, parseCidr } from "../policy/cidr";
import type { IPBlock } from "../policy/notation";
import { difference, type Intervals, union } from "./intervals";

/** Where IPv6 begins on the one line on which both families lie: right after the last IPv4 address. */
export const startOfIPv6 = 1n << 32n;

/** Every address of both families. */
export const allAddresses: Intervals<bigint> = [{ start: 0n, end: startOfIPv6 + (1n << 128n) }];

/** An address or a range in CIDR notation, on one line for both families. Throws when the text is neither. */
export function addressesOf(text: string): Intervals<bigint> {
  const single = parseAddress(text);
  const range = single === undefined ? parseCidr(text) : { ...single, first: single.value, last: single.value };
  if (range === undefined) throw new Error(`"${text}" is neither an address nor a range in CIDR notation`);
  return [interval(range)];
}

/** The addresses that an ipBlock names, without its exceptions. */
export function addressesIn({ cidr, except = [] }: IPBlock): Intervals<bigint> {
  return difference(addressesOf(cidr), except.map(addressesOf).reduce(union, []));
}

function interval({ family, first, last }: AddressRange): { start: bigint; end: bigint } {
  const offset = family === 4 ? 0n : startOfIPv6;
  return { start: offset + first, end: offset + last + 1n };
}
