import type { Attempt, Outcome } from "./attempt";
import { type Host, served } from "./host";

/** Long past any answer in here, where nothing is further away than one node. */
const milliseconds = 1000;

/** What came of every attempt from one host to another: each port that is served, over IPv4 and over IPv6. */
export type Attempts = readonly (Attempt & { outcome: Outcome })[];

/** Tries every port of every pair of hosts, all at once; by the names of the two. */
export async function observed(hosts: readonly Host[]): Promise<Map<string, Attempts>> {
  const pairs = hosts.flatMap((from) => hosts.filter((to) => to !== from).map((to) => ({ from, to })));
  return new Map(
    await Promise.all(
      pairs.map(
        async ({ from, to }) =>
          [
            `${from.name} -> ${to.name}`,
            await Promise.all(
              attemptsTo(to).map(async (attempt) => ({ ...attempt, outcome: await from.attempt(attempt) })),
            ),
          ] as const,
      ),
    ),
  );
}

function attemptsTo({ addresses }: Host): Attempt[] {
  return (["TCP", "UDP"] as const).flatMap((protocol) =>
    served[protocol].flatMap((port) => addresses.map((address) => ({ protocol, address, port, milliseconds }))),
  );
}
