import { isInside, parseCidr } from "./cidr";
import type { IPBlock } from "./notation";

/** Addresses in any of `cidrs` and in none of `except`: each exception goes to the ranges that it lies in. */
export function ipBlocks(cidrs: readonly string[], except: readonly string[]): IPBlock[] {
  return cidrs.map((cidr) => {
    const inside = except.filter((hole) => isRangeInside(hole, cidr));
    return inside.length === 0 ? { cidr } : { cidr, except: inside };
  });
}

/** Whether one range lies inside another; false where one of them is none. */
export function isRangeInside(inner: string, outer: string): boolean {
  const [first, second] = [parseCidr(inner), parseCidr(outer)];
  return first !== undefined && second !== undefined && isInside(first, second);
}
