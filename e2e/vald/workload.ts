import assert from "node:assert/strict";
import type { CallResult, Client } from "./client";
import { eventually } from "./eventually";

const dimension = 16;
/** The gateway stores every vector on both agents. */
const replicas = 2;

/** A vector whose numbers follow from a seed. */
export function vectorOf(seed: number): number[] {
  return Array.from({ length: dimension }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233));
}

/** The seeds whose vectors are nearest to a seed's vector by Euclidean distance, nearest first. */
function nearest(seeds: readonly number[], seed: number, count: number): number[] {
  const query = vectorOf(seed);
  const distance = (other: number) => Math.hypot(...vectorOf(other).map((value, i) => value - (query[i] ?? 0)));
  return [...seeds].sort((a, b) => distance(a) - distance(b)).slice(0, count);
}

/**
 * Inserts, indexes, searches, updates, and removes vectors through a gateway, and compares every answer of a search with the
 * nearest vectors. `lb` is a client of the lb gateway, because a filter gateway does not say what is indexed. `first` is the first of
 * 60 seeds, which no other workload uses on the same agents. Leaves no vectors behind.
 */
export async function exercise(client: Client, lb: Client, first: number): Promise<void> {
  let seeds = Array.from({ length: 60 }, (_, i) => first + i);
  const idOf = (seed: number) => `vector-${seed}`;
  const assertNeighbors = async () => {
    for (const seed of seeds.filter((_, i) => i % 6 === 0)) {
      const { code, message, response } = await client.search(vectorOf(seed), 3);
      assert.deepEqual(
        { code, message, ids: response?.results?.map(({ id }) => id) },
        { code: "OK", message: undefined, ids: nearest(seeds, seed, 3).map(idOf) },
      );
    }
  };
  await Promise.all(seeds.map(async (seed) => assertOk(await client.insert(idOf(seed), vectorOf(seed)))));
  await untilIndexed(lb, seeds.length);
  await assertNeighbors();

  // The last ten vectors get the numbers of other seeds, and the first ten are removed.
  const [removed, kept, changed] = [seeds.slice(0, 10), seeds.slice(10, 50), seeds.slice(50)];
  const moved = changed.map((seed) => seed + 1_000_000);
  await Promise.all(changed.map(async (seed, i) => assertOk(await client.update(idOf(seed), vectorOf(moved[i] ?? 0)))));
  await Promise.all(removed.map(async (seed) => assertOk(await client.remove(idOf(seed)))));
  await untilIndexed(lb, kept.length + changed.length);
  seeds = kept;
  for (const [i, seed] of moved.entries()) {
    const { response } = await client.search(vectorOf(seed), 1);
    assert.deepEqual(
      response?.results?.map(({ id }) => id),
      [idOf(changed[i] ?? 0)],
    );
  }
  for (const seed of removed) {
    const { response } = await client.search(vectorOf(seed), 10);
    assert.ok(!response?.results?.some(({ id }) => id === idOf(seed)), `${idOf(seed)} was removed`);
  }
  await Promise.all([...kept, ...changed].map(async (seed) => assertOk(await client.remove(idOf(seed)))));
  await untilIndexed(lb, 0);
}

/** Waits until the agents' indexes contain a number of vectors, and no vector waits to be indexed. */
export function untilIndexed(lb: Client, count: number): Promise<void> {
  return eventually(async () => {
    const { code, message, response } = await lb.indexInfo();
    const { stored = 0, uncommitted = 0 } = response ?? {};
    assert.deepEqual(
      { code, message, stored, uncommitted },
      { code: "OK", message: undefined, stored: count * replicas, uncommitted: 0 },
    );
  });
}

export function assertOk({ code, message }: CallResult): void {
  assert.equal(code, "OK", message);
}
