import { isInside, parseCidr } from "./cidr";
import type { IPBlock } from "./networkPolicy";

/**
 * IP blocks for the addresses in `cidrs`, without those in `except`. Each exception is added to every block that contains it.
 */
export function ipBlocks(cidrs: readonly string[], except: readonly string[]): IPBlock[] {
  return cidrs.map((cidr) => {
    const exceptions = except.filter((exception) => isCidrInside(exception, cidr));
    return exceptions.length === 0 ? { cidr } : { cidr, except: exceptions };
  });
}

/** Whether one CIDR block lies inside another; false if either text is not a CIDR block. */
function isCidrInside(inner: string, outer: string): boolean {
  const [first, second] = [parseCidr(inner), parseCidr(outer)];
  return first !== undefined && second !== undefined && isInside(first, second);
}
