import type { ResolvedArgs } from "../../args/resolvedArgs";

/** The ports on which DNS pods listen: 53, or 5353 on OpenShift. */
export const usualDnsPorts: readonly number[] = [53, 5353];

/** The usual ports, and those that the args specify for DNS. */
export function dnsPorts({ args: { dns = [] } }: ResolvedArgs): number[] {
  return [...usualDnsPorts, ...dns.flatMap(({ port }) => port ?? [])];
}
