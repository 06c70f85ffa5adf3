import assert from "node:assert/strict";
import fc from "fast-check";
import { policies } from "../../testing/arbitraries/fixture";
import { randomSeed, sampleSize } from "../sampling";
import { Comparison } from "./comparison";
import { cluster, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { knownDifferences } from "./knownDifferences";
import { allPairs, queriesFor, type TriedPort } from "./observe";

// These are the namespaces, labels and ports of the random policies, so that their rules often match.
const namespaces = { vald: { team: "search" }, shop: { team: "sales" }, lab: {} };
const ports: TriedPort[] = [
  ...[79, 80, 81, 90].map((port) => ({ protocol: "TCP" as const, port })),
  ...[53, 80].map((port) => ({ protocol: "UDP" as const, port })),
];

describe("packets: random policies", () => {
  const comparison = new Comparison();

  before(async function () {
    this.timeout(1_200_000);
    const seed = randomSeed();
    const numRuns = sampleSize("random sets of policies", 30, 200);
    const { addNamespace, addPod, addExternalHost, setPolicies } = await cluster();
    for (const [name, labels] of Object.entries(namespaces)) await addNamespace(name, labels);
    const hosts: Host[] = [
      await addPod("vald", "random-1", { app: "a" }),
      await addPod("vald", "random-2", { app: "b", tier: "a" }),
      await addPod("shop", "random-3", { app: "a", tier: "b" }),
      await addPod("shop", "random-4", { tier: "c" }),
      await addPod("lab", "random-5", {}),
      await addExternalHost("random-6"),
    ];
    const queries = queriesFor(allPairs(hosts), ports);
    for (const set of [...knownDifferences.map(({ example }) => example), ...fc.sample(policies, { numRuns, seed })]) {
      for (const name of Object.keys(namespaces))
        await setPolicies(
          name,
          set.filter(({ metadata }) => metadata.namespace === name),
        );
      await waitForEngine();
      await comparison.add(queries, set, `${JSON.stringify(set)}\n  `);
    }
    for (const name of Object.keys(namespaces)) await setPolicies(name, []);
  });

  it("agree with evaluate, except for known differences", () => {
    const { agreed, explained, mismatches } = comparison;
    console.log(`      ${JSON.stringify({ ...agreed, ...Object.fromEntries(explained) })}`);
    assert.ok(mismatches.length === 0, `${mismatches.length} attempts:\n${mismatches.slice(0, 10).join("\n")}`);
  });

  it("show every known difference", () =>
    assert.deepEqual([...comparison.explained.keys()].sort(), knownDifferences.map(({ name }) => name).sort()));

  it("allow at least a tenth of the attempts, and deny at least a tenth", () => {
    const { connected, "timed out": timedOut } = comparison.agreed;
    const tenth = (connected + timedOut) / 10;
    assert.ok(connected > tenth && timedOut > tenth, JSON.stringify(comparison.agreed));
  });
});
