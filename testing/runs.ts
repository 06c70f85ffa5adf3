/** The number of runs of a property in `npm test`. The end-to-end tests run the same properties with larger samples. */
export function runs(count: number): number {
  return count * Number(process.env["PROPERTY_FACTOR"] ?? 1);
}
