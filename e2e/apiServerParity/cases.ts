import { validArgs } from "../../testing/arbitraries/args";
import { sample } from "../random";
import type { JsonObject } from "./json";
import { limits } from "./limits";
import { mistakes } from "./mistakes";

/** Args that a user might write. Only the validator and the server decide whether the args are valid. */
export interface Case {
  args: JsonObject;
  /** The names of the mistakes that were made in valid args. */
  mistakes: string[];
}

/** Args with up to three mistakes, and with unusual valid values. The same seed gives the same cases. */
export function cases(seed: number, count: number): Case[] {
  return sample(seed, count, (random) => {
    // Copied, because fast-check returns the same object several times.
    const args = structuredClone(random.value(validArgs)) as JsonObject;
    for (const limit of random.list(0, 4, () => random.pick(Object.values(limits)))) limit({ args, random });
    const mistakeCount = random.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 3]);
    const names = random.list(mistakeCount, mistakeCount, () => random.pick(Object.keys(mistakes)));
    for (const name of names) mistakes[name]?.({ args, random });
    return { args, mistakes: names };
  });
}
