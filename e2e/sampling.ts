/** Whether `--full` asks for the larger samples. */
const isFull = process.env["E2E_FULL"] === "1";

/** The number of cases that a slow test tries: `full` with `--full`, otherwise `sample`. Prints a note if it is reduced. */
export function sampleSize(cases: string, sample: number, full: number): number {
  if (isFull) return full;
  console.log(`    reduced: ${sample} of ${full} ${cases}; --full runs all`);
  return sample;
}

/** The seed of a random test, printed so that a failure can be repeated with `E2E_SEED`. */
export function randomSeed(): number {
  const seed = Number(process.env["E2E_SEED"] ?? Date.now() % 2 ** 31);
  console.log(`    seed: E2E_SEED=${seed}`);
  return seed;
}
