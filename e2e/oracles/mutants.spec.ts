import { strict as assert } from "node:assert";
import { compare, type Comparison, isMismatch } from "./comparison";
import { type Mutant, mutantsOfEvaluate } from "./mutation/mutants";
import { everything, survivors } from "./mutation/survivors";
import { randomCases } from "./randomCases";

const listed = survivors.flatMap(({ file, location, changes }) =>
  (changes === everything ? [everything] : changes).map((change) => ({ file, location, change })),
);

describe("mutants of evaluate", () => {
  const { files, mutants } = mutantsOfEvaluate();
  let comparisons: Comparison[] = [];
  let surviving: Mutant[] = [];

  before(() => {
    // The seed is fixed, so that chance does not determine whether a mutant survives.
    comparisons = compare(randomCases(6, 20_000));
    // These comparisons kill nearly all of the mutants that can be killed.
    surviving = findSurvivors(mutants, comparisons.slice(0, 3000));
    console.log(`    ${mutants.length} mutants in ${files.length} files, of which ${surviving.length} survive`);
  });

  it("agree with cyclonus while no mutation is active", () => {
    const wrong = files.filter(({ evaluate }) => comparisons.slice(0, 300).some((one) => isMismatch(one, evaluate)));
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it("contradict cyclonus unless they are listed", () => {
    const others = surviving.filter((mutant) => !listed.some((entry) => matches(entry, mutant)));
    assert.deepEqual(
      findSurvivors(others, comparisons).map(({ file, location, change }) => `${file} ${location}: ${change}`),
      [],
    );
  });

  it("survive if they are listed", () => {
    const stale = listed.filter((entry) => !surviving.some((mutant) => matches(entry, mutant)));
    assert.deepEqual(stale, []);
  });
});

/** The mutants that contradict no comparison. */
function findSurvivors(mutants: readonly Mutant[], comparisons: readonly Comparison[]): Mutant[] {
  const queue = [...comparisons];
  return mutants.filter(({ evaluate }) => {
    const index = queue.findIndex((comparison) => isKilled(evaluate, comparison));
    // A comparison that kills one mutant often kills the next mutant too.
    if (index >= 0) queue.unshift(...queue.splice(index, 1));
    return index < 0;
  });
}

function isKilled(evaluate: Mutant["evaluate"], comparison: Comparison): boolean {
  try {
    return isMismatch(comparison, evaluate);
  } catch {
    return true;
  }
}

function matches(entry: (typeof listed)[number], { file, location, change }: Mutant): boolean {
  if (entry.file !== file) return false;
  if (entry.change === everything) return `${location}.`.startsWith(`${entry.location}.`);
  return entry.location === location && entry.change === change;
}
