/** The time since `start` (in milliseconds), as `12.3 s`. */
export function seconds(start: number): string {
  return `${((Date.now() - start) / 1000).toFixed(1)} s`;
}
