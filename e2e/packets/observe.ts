import type { Attempt, Outcome } from "../cluster/attempt";
import type { Host } from "../cluster/host";

/** A port that is tried. */
export type TriedPort = Pick<Attempt, "protocol" | "port">;

/** An attempt to make over one address family: 0 is IPv4, 1 is IPv6. */
export interface Query extends TriedPort {
  from: Host;
  to: Host;
  family: 0 | 1;
}

/** The outcome of a query. */
export interface Observation {
  query: Query;
  outcome: Outcome;
}

/** All pairs of different hosts. */
export function allPairs(hosts: readonly Host[]): [from: Host, to: Host][] {
  return hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to): [Host, Host] => [from, to]));
}

/** A query for each pair, port and address family. */
export function queriesFor(pairs: readonly (readonly [from: Host, to: Host])[], ports: readonly TriedPort[]): Query[] {
  return pairs.flatMap(([from, to]) =>
    ports.flatMap((port) => ([0, 1] as const).map((family) => ({ from, to, family, ...port }))),
  );
}

const maxConcurrency = 3000;

/** The number of attempts that even a slow machine makes in a millisecond. */
const attemptsPerMillisecond = 5;

/**
 * Makes one attempt for each query. If an attempt that is expected to connect times out, the machine may be too busy. Then all
 * attempts in the same batch that timed out prove nothing, so they are repeated with a longer timeout.
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
