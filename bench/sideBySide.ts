import { type Median, median } from "./median";
import { type Program, runProcess } from "./runProcess";

export interface SideBySide {
  ours: Median;
  theirs: Median;
  /** Of the pairs, so that what slows the machine for a while slows both. */
  ratio: Median;
  difference: Median;
}

/** Runs two programs in turn, so that both meet the same machine. Undefined when one takes longer than `limit` ms. */
export function sideBySide(
  ours: Program,
  theirs: Program,
  { rounds, folder, limit }: { rounds: number; folder: string; limit?: number },
): SideBySide | undefined {
  const pairs: [number, number][] = [];
  // The first pair fills the caches and does not count.
  for (let round = -1; round < rounds; round++) {
    const programs = round % 2 === 0 ? [ours, theirs] : [theirs, ours];
    const times = programs.map((program) => runProcess(program, folder, limit)?.ms);
    const [a, b] = round % 2 === 0 ? times : times.reverse();
    if (a === undefined || b === undefined) return undefined;
    if (round >= 0) pairs.push([a, b]);
  }
  return {
    ours: median(pairs.map(([a]) => a)),
    theirs: median(pairs.map(([, b]) => b)),
    ratio: median(pairs.map(([a, b]) => a / b)),
    difference: median(pairs.map(([a, b]) => a - b)),
  };
}
