import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import type { evaluate } from "../../analysis/evaluate";
import { answerOf } from "./answer";
import { plantedBugs } from "./plantedBugs";
import { sampled } from "./sampled";
import { evaluateWith } from "./withBug";

/** A bug that is found so often is found. */
const enough = 10;

describe("evaluate with a bug beside cyclonus", () => {
  const counts: string[] = [];

  after(() => {
    console.log(`    connections on which a bug shows, up to ${enough}, and how many were looked at for them:`);
    for (const count of counts) console.log(`    ${count}`);
  });

  it("disagrees nowhere without a bug", async () => {
    assert.equal(disagreements(await evaluateWith(), 2000).found, 0);
  });

  for (const bug of plantedBugs) {
    it(`disagrees where ${bug.name}`, async () => {
      const { found, lookedAt } = disagreements(await evaluateWith(bug));
      counts.push(`${String(found).padStart(3)} ${String(lookedAt).padStart(6)}  ${bug.name}`);
      assert.notEqual(found, 0);
    });
  }
});

function disagreements(evaluated: typeof evaluate, upTo?: number): { found: number; lookedAt: number } {
  const judged = sampled().judged.slice(0, upTo);
  let found = 0;
  for (const [i, { policies, connection, right }] of judged.entries()) {
    if (!isDeepStrictEqual(answerOf(evaluated(policies, connection), connection), right)) found++;
    if (found === enough) return { found, lookedAt: i + 1 };
  }
  return { found, lookedAt: judged.length };
}
