import type { Median } from "./median";

/** A median with its interval, such as `127 (115 to 145)`. */
export function text({ value, low, high }: Median, digits = 0): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

/** Prints a row of a table. */
export function row(...cells: string[]): void {
  print(`| ${cells.join(" | ")} |`);
}

/** Prints a line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
