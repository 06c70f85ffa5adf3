/** The median of measurements, with a confidence interval of at least 95% if there are enough measurements. */
export interface Median {
  value: number;
  low: number;
  high: number;
}

/** Works for any distribution, because a measurement is equally likely to be above or below the true median. */
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

/** The largest k for which the probability of at most k heads in n coin tosses is at most 2.5%, or 0 if there is no such k. */
function lowerIndex(n: number): number {
  let k = 0;
  let probability = 0.5 ** n;
  for (let sum = probability; sum <= 0.025; sum += probability) {
    probability *= (n - k) / (k + 1);
    k++;
  }
  return Math.max(0, k - 1);
}
