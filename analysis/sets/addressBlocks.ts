import { canonicalCidr } from "../../kubernetes/cidr";
import type { IPBlock } from "../../kubernetes/networkPolicy";
import { startOfIPv6 } from "../model/addresses";
import { type Interval, type Intervals, subtractIntervals } from "../model/intervals";

/** Addresses as CIDR blocks: for each family the plain blocks, or one block with exceptions if that is shorter. */
export function addressBlocks(addresses: Intervals<bigint>): IPBlock[] {
  const families = [
    { family: 4, start: 0n, end: startOfIPv6 },
    { family: 6, start: startOfIPv6, end: startOfIPv6 + (1n << 128n) },
  ] as const;
  return families.flatMap(({ family, start, end }) => {
    const inFamily = addresses
      .filter((interval) => interval.start < end && interval.end > start)
      .map((interval) => ({
        start: (interval.start > start ? interval.start : start) - start,
        end: (interval.end < end ? interval.end : end) - start,
      }));
    return inFamily.length === 0 ? [] : familyBlocks(family, inFamily);
  });
}

function familyBlocks(family: 4 | 6, addresses: Intervals<bigint>): IPBlock[] {
  const text = ({ start, end }: Interval<bigint>) => canonicalCidr({ family, first: start, last: end - 1n });
  const plain = addresses.flatMap(cidrBlocks);
  const enclosing = enclosingBlock(addresses);
  const exceptions = subtractIntervals([enclosing], addresses).flatMap(cidrBlocks);
  if (plain.length <= exceptions.length + 1) return plain.map((block) => ({ cidr: text(block) }));
  return [{ cidr: text(enclosing), except: exceptions.map(text) }];
}

/** An interval cut into CIDR blocks. */
function cidrBlocks({ start, end }: Interval<bigint>): Interval<bigint>[] {
  const result: Interval<bigint>[] = [];
  for (let at = start; at < end;) {
    let size = 1n;
    while (at % (size * 2n) === 0n && at + size * 2n <= end) size *= 2n;
    result.push({ start: at, end: at + size });
    at += size;
  }
  return result;
}

/** The smallest CIDR block that contains all addresses. */
function enclosingBlock(addresses: Intervals<bigint>): Interval<bigint> {
  const first = addresses[0]?.start ?? 0n;
  const end = addresses.at(-1)?.end ?? 1n;
  let size = 1n;
  while ((first / size) * size + size < end) size *= 2n;
  return { start: (first / size) * size, end: (first / size) * size + size };
}
