import type { Attempt, Outcome } from "./attempt";
import type { Host } from "./host";

/** A port that is tried. */
export type TriedPort = Pick<Attempt, "protocol" | "port">;

/** What came of one attempt, over one family of addresses: the first is IPv4, the second IPv6. */
export interface Observation extends TriedPort {
  from: Host;
  to: Host;
  family: 0 | 1;
  outcome: Outcome;
  /** Whether it was tried once more. */
  isLate: boolean;
}

/** What is asked. */
export type Asked = Omit<Observation, "outcome" | "isLate">;

/** How many attempts are under way at a time, and after how many milliseconds each is given up. */
interface Pace {
  together: number;
  milliseconds: number;
}

/** Nothing in here is further away than one node. */
const brisk: Pace = { together: 1000, milliseconds: 500 };

/** For what was late in a crowd. */
const patient: Pace = { together: 20, milliseconds: 8000 };

/**
 * Tries the ports of each pair of hosts over both families. What times out and is meant to connect is tried once more, with
 * fewer at a time: on a busy machine an answer may be late. What is denied stays denied.
 */
export async function observed(
  pairs: readonly (readonly [from: Host, to: Host])[],
  ports: readonly TriedPort[],
  isAllowed: (one: Asked) => boolean = () => true,
): Promise<Observation[]> {
  const asked = pairs.flatMap(([from, to]) =>
    ports.flatMap((port) => ([0, 1] as const).map((family) => ({ from, to, family, ...port }))),
  );
  const first = await tried(asked, brisk);
  const isLate = (one: Observation) => one.outcome === "timed out" && isAllowed(one);
  const again = await tried(first.filter(isLate), patient);
  return [...first.filter((one) => !isLate(one)), ...again.map((one) => ({ ...one, isLate: true }))];
}

async function tried(asked: readonly Asked[], { together, milliseconds }: Pace): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (let start = 0; start < asked.length; start += together) {
    const attempts = asked.slice(start, start + together).map(async (one) => {
      const { from, to, family, protocol, port } = one;
      const outcome = await from.attempt({ protocol, port, address: to.addresses[family], milliseconds });
      return { ...one, outcome, isLate: false };
    });
    observations.push(...(await Promise.all(attempts)));
  }
  return observations;
}

/** All pairs of different hosts. */
export function pairsOf(hosts: readonly Host[]): [from: Host, to: Host][] {
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to): [Host, Host] => [from, to]));
}
