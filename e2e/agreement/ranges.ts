import type { Draw } from "./draw";

/** A range of addresses as the number of its first address. */
export interface Range {
  family: 4 | 6;
  first: bigint;
  length: number;
}

const widths: Readonly<Record<4 | 6, number>> = { 4: 32, 6: 128 };

/** Any range of a family whose prefix has from `shortest` to `longest` bits. */
export function anyRange(draw: Draw, family: 4 | 6 = draw.pick([4, 6]), shortest = 0, longest = widths[family]): Range {
  // 2000::/3 keeps away from ::ffff:0:0/96, which has rules of its own.
  if (family === 6) return inside(draw, { family, first: 0x2000n << 112n, length: 3 }, Math.max(shortest, 3), longest);
  return inside(draw, { family, first: 0n, length: 0 }, shortest, longest);
}

/** A range of `outer`'s first bits and, after them, any others. */
export function inside(draw: Draw, outer: Range, shortest: number, longest: number): Range {
  const length = draw.integer(shortest, longest);
  let first = outer.first;
  // Long runs of zeros are what the spelling of IPv6 is about, so many addresses have few bits set.
  const percent = draw.pick([0, 3, 50]);
  for (let bit = outer.length; bit < length; bit++) {
    if (draw.chance(percent)) first |= 1n << BigInt(widths[outer.family] - 1 - bit);
  }
  return { ...outer, first, length };
}

/** The range with some bit set that lies after its prefix; the range must be of more than one address. */
export function withHostBits(draw: Draw, range: Range): Range {
  const bit = draw.integer(0, widths[range.family] - range.length - 1);
  return { ...range, first: range.first | (1n << BigInt(bit)) };
}

export function rangeText(range: Range): string {
  return `${addressText(range)}/${range.length}`;
}

/** The address in its usual spelling; that of IPv6 is what Node's URL makes of it. */
export function addressText({ family, first }: Range): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((first >> shift) & 255n)).join(".");
  return new URL(`http://[${fullAddressText(first)}]/`).hostname.slice(1, -1);
}

/** All eight groups of an IPv6 address, with all their zeros. */
export function fullAddressText(first: bigint): string {
  return (first.toString(16).padStart(32, "0").match(/.{4}/g) ?? []).join(":");
}
