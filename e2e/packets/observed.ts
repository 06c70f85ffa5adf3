import type { Attempt, Outcome } from "./attempt";
import type { Host } from "./host";

/** Long past any answer in here, where nothing is further away than one node, and short enough to wait for often. */
const milliseconds = 500;

/** A port that is tried. */
export type TriedPort = Pick<Attempt, "protocol" | "port">;

/** What came of one attempt, over one family of addresses: the first is IPv4, the second IPv6. */
export interface Observation extends TriedPort {
  from: Host;
  to: Host;
  family: 0 | 1;
  outcome: Outcome;
}

/** Tries the ports of each pair of hosts over both families, all at once. */
export async function observed(
  pairs: readonly (readonly [from: Host, to: Host])[],
  ports: readonly TriedPort[],
): Promise<Observation[]> {
  const asked = pairs.flatMap(([from, to]) =>
    ports.flatMap((port) => ([0, 1] as const).map((family) => ({ from, to, family, ...port }))),
  );
  return Promise.all(
    asked.map(async (one) => {
      const { from, to, family, protocol, port } = one;
      return { ...one, outcome: await from.attempt({ protocol, port, address: to.addresses[family], milliseconds }) };
    }),
  );
}

/** All pairs of different hosts. */
export function pairsOf(hosts: readonly Host[]): [from: Host, to: Host][] {
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to): [Host, Host] => [from, to]));
}
