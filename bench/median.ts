/** The middle of measurements, and an interval that holds the true one with at least 95 % certainty where they suffice. */
export interface Median {
  value: number;
  low: number;
  high: number;
}

/** Without an assumption on how measurements are spread: each is above the true median as often as below it. */
export function median(measurements: readonly number[]): Median {
  const sorted = [...measurements].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const left = lowerPlace(sorted.length);
  return {
    value: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    low: sorted[left]!,
    high: sorted[sorted.length - 1 - left]!,
  };
}

/** The greatest place k such that fewer than k + 1 of n tosses of a coin are heads in at most 2.5 % of cases; else 0. */
function lowerPlace(n: number): number {
  let probability = 0.5 ** n;
  let sum = probability;
  let place = 0;
  for (let heads = 1; heads < n; heads++) {
    if (sum > 0.025) return Math.max(0, place - 1);
    place = heads;
    probability = (probability * (n - heads + 1)) / heads;
    sum += probability;
  }
  return Math.max(0, place - 1);
}
