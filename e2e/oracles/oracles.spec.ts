import { strict as assert } from "node:assert";
import { isDeepStrictEqual } from "node:util";
import { evaluate } from "../../analysis/evaluate/evaluate";
import { randomSeed, sampleSize } from "../sampling";
import { compare, type Comparison, isMismatch } from "./comparison";
import { knownDifferences } from "./knownDifferences";
import { minimize } from "./minimize";
import { randomCases } from "./randomCases";
import { verdictsOf } from "./verdicts";

describe("evaluate and cyclonus", () => {
  const size = sampleSize("connections", 20_000, 100_000);
  let comparisons: Comparison[] = [];

  before(() => {
    comparisons = compare(randomCases(randomSeed(), size));
  });

  after(() => printSummary(comparisons));

  it("receive only policies that the API server accepts", () => {
    assert.equal(comparisons.length, size);
  });

  it("agree on each end, on both ends together and on every port, and with hidden facts unless evaluate returns unknown", () => {
    const mismatches = comparisons.filter((comparison) => isMismatch(comparison));
    const [first] = mismatches;
    assert.ok(
      first === undefined,
      `${mismatches.length} mismatches, such as\n${first && description(minimize(first))}`,
    );
  });

  it("show every known difference", () => {
    const unmet = knownDifferences.filter((known) => !comparisons.some(({ applied }) => applied.includes(known)));
    assert.deepEqual(
      unmet.map(({ id }) => id),
      [],
    );
  });

  it("interpret a selector differently only in known differences", () => {
    const others = comparisons.filter(
      ({ cyclonus, applied }) =>
        applied.length === 0 && !isDeepStrictEqual(cyclonus.unchanged, cyclonus.kubernetesSelectors),
    );
    assert.deepEqual(others.slice(0, 3), []);
  });

  for (const end of ["egress", "ingress", "both"] as const) {
    it(`allow between 15% and 85% of the connections (${end})`, () => {
      const allowed = share(comparisons, ({ expected }) => expected[end] === "allowed");
      assert.ok(allowed >= 0.15 && allowed <= 0.85, `${percent(allowed)} allowed`);
    });
  }

  it("decide between 30% and 90% of the connections with hidden facts", () => {
    const partial = comparisons.filter((comparison) => comparison.partial !== undefined);
    const decided = share(partial, isDecided);
    assert.ok(decided >= 0.3 && decided <= 0.9, `${percent(decided)} decided`);
  });
});

function isDecided({ policies, partial }: Comparison): boolean {
  return partial !== undefined && evaluate(policies, partial).verdict !== "unknown";
}

function description({ policies, connection, partial, cyclonus, expected }: Comparison): string {
  return [
    ...policies.map((policy) => JSON.stringify(policy)),
    `connection: ${JSON.stringify(connection)}`,
    `expected: ${JSON.stringify(expected)}`,
    `evaluate: ${JSON.stringify(verdictsOf(evaluate(policies, connection), connection))}`,
    `cyclonus: ${JSON.stringify(cyclonus.unchanged)}`,
    ...(partial === undefined
      ? []
      : [`partial: ${JSON.stringify(partial)}`, `evaluate: ${JSON.stringify(evaluate(policies, partial))}`]),
  ].join("\n");
}

function printSummary(comparisons: readonly Comparison[]): void {
  for (const end of ["egress", "ingress", "both"] as const) {
    console.log(`    ${end}: ${percent(share(comparisons, ({ expected }) => expected[end] === "allowed"))} allowed`);
  }
  for (const known of knownDifferences) {
    const count = comparisons.filter(({ applied }) => applied.includes(known)).length;
    console.log(`    known difference "${known.id}": ${count} connections`);
  }
}

function share(comparisons: readonly Comparison[], condition: (comparison: Comparison) => boolean): number {
  return comparisons.filter(condition).length / comparisons.length;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)}%`;
}
