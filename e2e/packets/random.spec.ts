import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate, type NetworkPolicyManifest } from "../../policies";
import { policies } from "../../tests/arbitraries/world";
import type { Host } from "./host";
import { known } from "./known";
import { type Observation, observed, pairsOf, type TriedPort } from "./observed";
import { canary, cluster } from "./world";

/** Namespaces, labels and ports are those of the arbitrary policies, so that the two meet. */
const namespaces = { vald: { team: "search" }, shop: { team: "sales" }, lab: {} };
const ports: TriedPort[] = [
  ...[79, 80, 81, 90].map((port) => ({ protocol: "TCP" as const, port })),
  ...[53, 80].map((port) => ({ protocol: "UDP" as const, port })),
];

describe("random policies, by packets", () => {
  const seed = Number(process.env["PACKETS_SEED"] ?? Date.now() % 2 ** 31);
  const count = Number(process.env["PACKETS_SETS"] ?? 200);
  const wrong: string[] = [];
  const seen = { connected: 0, "timed out": 0 };
  const settled = new Map<string, number>();

  before(async function () {
    this.timeout(1_200_000);
    console.log(`    seed: PACKETS_SEED=${seed}, sets: PACKETS_SETS=${count}`);
    const { addNamespace, addPod, addOutside, setPolicies } = await cluster();
    const engine = await canary();
    for (const [name, labels] of Object.entries(namespaces)) await addNamespace(name, labels);
    const hosts: Host[] = [
      await addPod("vald", "random-1", { app: "a" }),
      await addPod("vald", "random-2", { app: "b", tier: "a" }),
      await addPod("shop", "random-3", { app: "a", tier: "b" }),
      await addPod("shop", "random-4", { tier: "c" }),
      await addPod("lab", "random-5", {}),
      await addOutside("random-6"),
    ];
    const pairs = pairsOf(hosts);
    for (const set of [...known.map(({ example }) => example), ...fc.sample(policies, { numRuns: count, seed })]) {
      for (const name of Object.keys(namespaces))
        await setPolicies(
          name,
          set.filter(({ metadata }) => metadata.namespace === name),
        );
      await engine.programmed();
      for (const one of await observed(pairs, ports)) judge(one, set);
    }
    for (const name of Object.keys(namespaces)) await setPolicies(name, []);
  });

  function judge(one: Observation, set: readonly NetworkPolicyManifest[]): void {
    const { from, to, family, protocol, port, outcome } = one;
    const question = { from: from.parties[family], to: to.parties[family], protocol, port };
    const evaluation = evaluate(set, question);
    const expected = evaluation.verdict === "allowed" ? "connected" : "timed out";
    const entry = known.find(
      ({ holds }) => expected === "timed out" && outcome === "connected" && holds(evaluation, one, set),
    );
    if (outcome === expected) seen[expected]++;
    else if (entry !== undefined) settled.set(entry.name, (settled.get(entry.name) ?? 0) + 1);
    else
      wrong.push(
        `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6} ${protocol} ${port}: ${outcome}, not ${expected}: ${JSON.stringify(set)}`,
      );
  }

  it("let through what evaluate says, attempt for attempt, but for what is in the list", () => {
    console.log(`      ${JSON.stringify({ ...seen, ...Object.fromEntries(settled) })}`);
    assert.ok(wrong.length === 0, `${wrong.length} attempts:\n${wrong.slice(0, 10).join("\n")}`);
  });

  it("meet each entry of that list", () =>
    assert.deepEqual([...settled.keys()].sort(), known.map(({ name }) => name).sort()));

  it("meet enough of both", () => {
    const all = seen.connected + seen["timed out"];
    assert.ok(seen.connected > 0.1 * all && seen["timed out"] > 0.1 * all, JSON.stringify(seen));
  });
});
