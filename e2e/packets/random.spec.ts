import assert from "node:assert/strict";
import fc from "fast-check";
import { policies } from "../../tests/arbitraries/world";
import type { Host } from "./host";
import { Judged } from "./judged";
import { known } from "./known";
import { pairsOf, type TriedPort } from "./observed";
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
  const judged = new Judged();

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
      await judged.observe(pairs, ports, set, `${JSON.stringify(set)}\n  `);
    }
    for (const name of Object.keys(namespaces)) await setPolicies(name, []);
  });

  it("let through what evaluate says, attempt for attempt, but for what is in the list", () => {
    const { seen, late, settled, wrong } = judged;
    console.log(`      ${JSON.stringify({ ...seen, late, ...Object.fromEntries(settled) })}`);
    assert.ok(late <= seen.connected / 100, `${late} late`);
    assert.ok(wrong.length === 0, `${wrong.length} attempts:\n${wrong.slice(0, 10).join("\n")}`);
  });

  it("meet each entry of that list", () =>
    assert.deepEqual([...judged.settled.keys()].sort(), known.map(({ name }) => name).sort()));

  it("meet enough of both", () => {
    const { seen } = judged;
    const all = seen.connected + seen["timed out"];
    assert.ok(seen.connected > 0.1 * all && seen["timed out"] > 0.1 * all, JSON.stringify(seen));
  });
});
