import type { Random } from "../random";

/** A CIDR block, with its first address as a number. */
export interface Cidr {
  family: 4 | 6;
  address: bigint;
  /** The length of the prefix. */
  length: number;
}

const widths: Readonly<Record<4 | 6, number>> = { 4: 32, 6: 128 };

/** A random block. */
export function randomCidr(
  random: Random,
  { family = random.pick([4, 6]), min = 0, max = widths[family] }: { family?: 4 | 6; min?: number; max?: number } = {},
): Cidr {
  // 2000::/3 does not contain ::ffff:0:0/96, which has special rules.
  const outer: Cidr =
    family === 4 ? { family, address: 0n, length: 0 } : { family, address: 0x2000n << 112n, length: 3 };
  return randomSubnet(random, outer, Math.max(min, outer.length), max);
}

/** A random block inside another one. */
export function randomSubnet(random: Random, outer: Cidr, min: number, max: number = widths[outer.family]): Cidr {
  const length = random.integer(min, max);
  let { address } = outer;
  // Long runs of zeros matter for the notation of IPv6, so many addresses have few bits.
  const percent = random.pick([0, 3, 50]);
  for (let bit = outer.length; bit < length; bit++) {
    if (random.chance(percent)) address |= 1n << BigInt(widths[outer.family] - 1 - bit);
  }
  return { ...outer, address, length };
}

/** The block with a host bit set. The block must contain more than one address. */
export function withHostBit(random: Random, cidr: Cidr): Cidr {
  const bit = random.integer(0, widths[cidr.family] - cidr.length - 1);
  return { ...cidr, address: cidr.address | (1n << BigInt(bit)) };
}

export function cidrText(cidr: Cidr): string {
  return `${addressText(cidr)}/${cidr.length}`;
}

/** The address in canonical notation. For IPv6, it comes from Node's URL. */
export function addressText({ family, address }: Cidr): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  return new URL(`http://[${expandedAddress(address)}]/`).hostname.slice(1, -1);
}

/** The eight groups of an IPv6 address, including all zeros. */
export function expandedAddress(address: bigint): string {
  return (address.toString(16).padStart(32, "0").match(/.{4}/g) ?? []).join(":");
}
