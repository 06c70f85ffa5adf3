/** The median of measurements, with a confidence interval of at least 95% if there are enough of them. */
export interface Median {
  value: number;
  low: number;
  high: number;
}

/** Assumes nothing about the distribution: a measurement is above the true median as often as below it. */
export function median(measurements: readonly number[]): Median {
  const sorted = [...measurements].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const low = lowerIndex(sorted.length);
  return {
    value: (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2,
    low: sorted[low]!,
    high: sorted[sorted.length - 1 - low]!,
  };
}

/** The largest k for which at most k heads in n tosses of a coin have a probability of at most 2.5%, or 0. */
function lowerIndex(n: number): number {
  let k = 0;
  let probability = 0.5 ** n;
  for (let sum = probability; sum <= 0.025; sum += probability) {
    probability *= (n - k) / (k + 1);
    k++;
  }
  return Math.max(0, k - 1);
}
