import { type Median, median } from "./median";
import { type Program, runProcess } from "./runProcess";

export interface SideBySide {
  ours: Median;
  theirs: Median;
  /** The ratio and the difference are calculated for each pair of runs, because a busy machine slows down both runs. */
  ratio: Median;
  difference: Median;
}

/** Runs two programs alternately. Undefined if a run takes longer than `limit` ms. */
export function sideBySide(
  ours: Program,
  theirs: Program,
  { rounds, folder, limit }: { rounds: number; folder: string; limit?: number },
): SideBySide | undefined {
  const pairs: [number, number][] = [];
  // The first pair warms up the caches and is not counted.
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
