import type { Attempt, Outcome } from "./attempt";
import type { Host } from "./host";

/** A port that is tried. */
export type TriedPort = Pick<Attempt, "protocol" | "port">;

/** A question that packets answer, over one address family: 0 is IPv4, 1 is IPv6. */
export interface Query extends TriedPort {
  from: Host;
  to: Host;
  family: 0 | 1;
}

/** The answer to a query. */
export interface Observation {
  query: Query;
  outcome: Outcome;
}

/** All pairs of different hosts. */
export function allPairs(hosts: readonly Host[]): [from: Host, to: Host][] {
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to): [Host, Host] => [from, to]));
}

/** The ports of each pair over both address families. */
export function queriesFor(pairs: readonly (readonly [from: Host, to: Host])[], ports: readonly TriedPort[]): Query[] {
  return pairs.flatMap(([from, to]) =>
    ports.flatMap((port) => ([0, 1] as const).map((family) => ({ from, to, family, ...port }))),
  );
}

const maxConcurrency = 3000;

/** How many attempts a machine surely makes in a millisecond. */
const attemptsPerMillisecond = 5;

/**
 * Makes one attempt for each query. If an attempt times out that is expected to connect, the machine may be too busy. Then all
 * attempts that timed out at the same time prove nothing, and are made again with a longer timeout.
 */
export async function observe(
  queries: readonly Query[],
  isExpected: (query: Query) => boolean = () => true,
): Promise<Observation[]> {
  const observations: Observation[] = [];
  for (let start = 0; start < queries.length; start += maxConcurrency) {
    let pending = queries.slice(start, start + maxConcurrency);
    const timeout = 500 + pending.length / attemptsPerMillisecond;
    for (const factor of [1, 4, 16]) {
      const results = await Promise.all(pending.map((query) => attempt(query, factor * timeout)));
      const timedOut = results.filter(({ outcome }) => outcome === "timed out").map(({ query }) => query);
      if (factor === 16 || !timedOut.some(isExpected)) {
        observations.push(...results);
        break;
      }
      observations.push(...results.filter(({ outcome }) => outcome !== "timed out"));
      pending = timedOut;
    }
  }
  return observations;
}

async function attempt(query: Query, timeout: number): Promise<Observation> {
  const { from, to, family, protocol, port } = query;
  return { query, outcome: await from.attempt({ protocol, port, address: to.addresses[family], timeout }) };
}
